"""Published counts of agreements beside what the register names: they follow what is added and what ends."""

from datetime import date, timedelta

import pytest
from tests.factories import make_cluster, make_organisation, make_user

from grappe.apps.directory.domain.programme import load_programme
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.partnerships.domain.agreement_facts import load_agreements
from grappe.apps.partnerships.domain.agreements import add_party, change_agreement, record_agreement
from grappe.apps.partnerships.enums import AgreementKind
from grappe.apps.partnerships.queries.agreement_counts import count_lines, published_lines
from grappe.kernel.agreements import published_counts
from grappe.kernel.programme import programme_figures

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)
SIGNED = date(2010, 3, 1)
ORGANISER = "Fondation Sophia Antipolis"


def sign(*, party: str = ORGANISER, is_simulated: bool = False, **dates: date):
    agreement = record_agreement(
        keeper=make_cluster(),
        kind=AgreementKind.COOPERATION,
        values={"title_en": "Science parks"} | dates,
        is_simulated=is_simulated,
        by=make_user(),
    )
    add_party(agreement=agreement, name=party, country="FR", by=make_user())
    return agreement


def named(on: date = TODAY) -> tuple[int, int, int]:
    (line,) = published_lines(on=on)
    return line.named, line.known_by_number_only, line.in_force


def test_the_published_count_agrees_with_the_indicator_of_the_programme():
    (count,) = published_counts()
    figures = [one for one in programme_figures() if one.indicator.code == "forum_cooperation_agreements"]
    assert [(one.period, one.value, one.evidence) for one in figures] == [(count.period, count.number, count.evidence)]


def test_nothing_is_named_until_an_agreement_of_the_organiser_is_recorded():
    load_reference()
    load_programme(today=TODAY)
    load_agreements(today=TODAY)
    (count,) = published_counts()
    assert named() == (0, count.number, 0)
    whole = next(line for line in count_lines(on=TODAY) if not line.published and not line.cluster)
    assert (whole.recorded, whole.undated) == (12, 12)


def test_the_figures_follow_what_is_added_and_what_ends():
    (count,) = published_counts()
    agreement = sign(signed_on=SIGNED)
    assert named() == (1, count.number - 1, 1)
    body = make_organisation(legal_name="FONDATION  Sophia-Antipolis")
    add_party(agreement=sign(party="A science park", signed_on=SIGNED), body=body, by=make_user())
    assert named() == (2, count.number - 2, 2)
    change_agreement(agreement=agreement, values={"ends_on": TODAY}, by=make_user())
    assert named() == (2, count.number - 2, 1)
    assert named(on=TODAY - timedelta(days=1)) == (2, count.number - 2, 2)


def test_what_came_later_what_has_no_date_and_what_is_simulated_are_not_of_the_published():
    (count,) = published_counts()
    sign(signed_on=count.stated.last_day + timedelta(days=1))
    sign()
    sign(signed_on=SIGNED, is_simulated=True)
    assert named()[:2] == (0, count.number)
    (line,) = published_lines(on=TODAY)
    assert (line.recorded, line.undated, line.simulated) == (2, 1, 1)
    assert sum(one.recorded for one in count_lines(on=TODAY) if one.cluster) == 2


def test_the_page_and_its_file_say_the_same(client):
    agreement = sign(signed_on=SIGNED)
    page = client.get("/en/agreements/figures/", {"on": "2011-06-30"})
    (count,) = published_counts()
    assert f"of which 1 named in this register, the other {count.number - 1} known by number only" in page.text
    file = client.get("/en/agreements/figures.json", {"on": "2011-06-30"}).getvalue().decode()
    assert f'"number_only": {count.number - 1}' in file
    assert client.get("/en/agreements/figures/", {"on": "yesterday"}).status_code == 200
    change_agreement(agreement=agreement, values={"signed_on": TODAY}, by=make_user())
    assert "none of which is named" in client.get("/en/agreements/figures/").text


def test_counting_asks_the_same_number_of_questions_however_many_there_are(django_assert_num_queries):
    sign(signed_on=SIGNED)
    with django_assert_num_queries(4):
        count_lines(on=TODAY)
    sign(signed_on=SIGNED)
    sign(party="Another", signed_on=SIGNED)
    with django_assert_num_queries(4):
        count_lines(on=TODAY)
