"""The published figures of the programme, its calls, its forum and its stories."""

from datetime import date
from decimal import Decimal

from grappe.kernel.clusters.history import clusters_labelled_on
from grappe.kernel.money import Amount
from grappe.kernel.programme import (
    forum_editions,
    fund_calls,
    indicators,
    programme_figures,
    success_stories,
)
from grappe.kernel.sources import sources


def test_every_figure_has_an_indicator_and_no_twin() -> None:
    keys = [(one.indicator.code, one.period) for one in programme_figures()]
    assert len(keys) == len(set(keys))
    assert {one.indicator.code for one in programme_figures()} == set(indicators())
    days = [one.stated.day for one in programme_figures()]
    assert days == sorted(days)


def test_percentages_are_percentages() -> None:
    for one in programme_figures():
        assert one.value >= 0
        assert one.indicator.unit != "percent" or one.value <= 100


def test_size_classes_of_a_year_add_up() -> None:
    for year in ("2008", "2009"):
        shares = {
            one.indicator.code: one.value
            for one in programme_figures()
            if one.period == year and one.indicator.unit == "percent"
        }
        assert sum(shares[f"share_{size}_members"] for size in ("sme", "eti", "large")) == Decimal(100)


def test_published_totals_agree_with_the_register() -> None:
    published = {
        date(2005, 7, 12): "2005-07",
        date(2007, 7, 5): "2007-07",
        date(2018, 6, 22): "2018-06",
        date(2019, 2, 28): "2019-02",
        date(2023, 3, 27): "2023-03",
    }
    totals = {one.period: one.value for one in programme_figures() if one.indicator.code == "clusters_labelled"}
    for day, period in published.items():
        assert totals[period] == len(clusters_labelled_on(day))


def test_the_calls_of_the_fund() -> None:
    assert [one.number for one in fund_calls()] == [10, 16, 17, 18, 23, 24]
    tenth = fund_calls()[0]
    assert (tenth.submitted, tenth.selected, tenth.announced.day) == (216, 73, date(2010, 7, 30))
    assert fund_calls()[3].state == Amount.of(Decimal(42800000))
    assert all(one.submitted is None or one.selected <= one.submitted for one in fund_calls() if one.selected)


def test_the_forum_was_held_every_year() -> None:
    assert [(one.number, one.year) for one in forum_editions()] == [(n, 2004 + n) for n in range(1, 8)]
    known = {one.number: one.days for one in forum_editions() if one.days}
    assert {number: period.days for number, period in known.items()} == {2: 1, 3: 1, 5: 2, 7: 2}
    assert all(one.days is None or one.days.start.year == one.year for one in forum_editions())


def test_stories_are_told_in_both_languages() -> None:
    assert {"Microvax", "Ecopaint PACA", "ATHIM", "Terra Numerica", "ALK", "OURSES"} <= {
        one.name for one in success_stories()
    }
    assert all(one.text_fr and one.text_en for one in success_stories())


def test_sources_are_told_in_both_languages() -> None:
    assert all(one.title_fr and one.title_en and one.licence for one in sources().values())
