import numpy as np
import pytest

from grappe.engines.specialisation import (
    MissingMeasureError,
    TableShapeError,
    UnknownEditionError,
    UnsupportedParameterError,
    edition_named,
    edition_of,
    editions,
    stars,
    top_threshold,
)


def crowd():
    """Twenty regions of 10,000 jobs elsewhere; the category has 100 to 2,000 of them, and one region 8,000."""
    inside = np.arange(100, 2100, 100)
    inside[-1] = 8000
    return np.column_stack([inside, np.full(20, 10_000)])


def test_the_observatory_of_2007():
    found = stars(crowd(), "eco-2007")
    # Two of twenty stand in the top tenth; below 1,000 jobs there is no star; only 8,000 jobs make a quotient of 2.
    assert found.criteria == ("size", "specialisation", "focus")
    assert found.count[:, 0].tolist() == [0] * 18 + [2, 3]
    assert found.thresholds[:, 0] == pytest.approx([1900, 2, 1900 / 11900])


def test_a_star_of_size_needs_the_floor_even_at_the_top():
    assert stars(crowd() / 10, "eco-2007").count[:, 0].sum() == 0


def test_equals_stand_together_and_few_regions_have_one_first():
    assert top_threshold([5, 5, 5, 1, 1, 1, 1, 1, 1, 1], 0.1) == 5
    assert top_threshold([3, 2, 1], 0.1) == 3
    assert top_threshold(np.arange(1, 11), 0.2) == 9
    assert np.isnan(top_threshold([np.nan], 0.2))
    with pytest.raises(UnsupportedParameterError):
        top_threshold([1], 0)


def test_measures_that_jobs_do_not_tell_must_be_given():
    with pytest.raises(MissingMeasureError, match="wage"):
        stars(crowd(), "panorama-2014")
    wages, growth = np.full((20, 2), np.nan), np.zeros((20, 2))
    wages[:5, 0] = [1, 2, 3, 4, 9]
    growth[:, 0] = np.arange(20)
    found = stars(crowd(), "panorama-2014", measures={"wage": wages, "growth": growth})
    assert found.earned[2, :, 0].tolist() == [False] * 4 + [True] + [False] * 15
    assert found.earned[3, :, 0].sum() == 4
    with pytest.raises(TableShapeError, match="growth"):
        stars(crowd(), "panorama-2014", measures={"wage": wages, "growth": growth[:3]})


def test_grades_follow_the_number_of_stars():
    same = {name: crowd() for name in ("wage", "sme_performance", "innovation")}
    found = stars(crowd(), "panorama-2019", measures=same)
    assert found.grade[:, 0].tolist() == [""] * 16 + ["high"] * 4


def test_every_edition_says_where_it_comes_from():
    assert [edition.name for edition in editions()] == [
        "eu10-2006",
        "eu10-2008",
        "eco-2007",
        "panorama-2014",
        "panorama-2019",
        "panorama-2021",
    ]
    assert all(edition.source and edition.status for edition in editions())
    with pytest.raises(UnknownEditionError, match="eco-2007"):
        edition_named("eco")


def test_a_user_brings_rules_of_their_own():
    own = edition_of(
        {
            **dict.fromkeys(("title", "geography", "categories", "source", "status"), ""),
            "name": "ours",
            "minimum_jobs": 0,
            "criteria": [{"name": "half", "measure": "share_of_category", "rule": "at_least", "threshold": 0.5}],
            "grades": {},
        }
    )
    assert stars([[6, 1], [4, 1]], own).count.tolist() == [[1, 1], [0, 1]]


def test_a_category_that_exists_nowhere_earns_nothing():
    found = stars([[5000, 0], [2000, 0]], "eco-2007")
    assert found.count[:, 1].tolist() == [0, 0]
    assert np.isnan(found.thresholds[0, 1])
