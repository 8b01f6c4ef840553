from datetime import date

import pytest

from grappe.apps.accounts.models import User
from grappe.apps.demonstration.load import load_demonstration
from grappe.apps.demonstration.people import DESK, FOREIGN, MEMBER, PRESS
from grappe.apps.forum.models import Edition, Meeting, Registration, Seat
from grappe.apps.forum.queries.agendas import agenda_of
from grappe.apps.forum.queries.figures import meeting_figures, who_met_whom

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_simulated_forum_is_planned_published_and_has_something_for_everybody():
    load_demonstration(password="a password for tests", today=date(2026, 1, 15))
    past, edition = Edition.objects.filter(is_simulated=True).order_by("days")
    look_at_the_year_before(past)
    look_at_the_plan(edition)
    look_at_every_role(edition)


def look_at_the_year_before(edition):
    figures = meeting_figures(edition)
    assert (edition.state, figures.placed, figures.cancelled) == ("over", figures.held + figures.missed, 0)
    assert figures.held > 10 * figures.missed > 0
    assert figures.held // 2 < figures.feedback < 2 * figures.held
    assert 3 < figures.rating < 5
    assert sum(figures.outcomes.values()) == figures.feedback
    assert agenda_of(edition.registrations.get(user__email=MEMBER)).exists()


def look_at_the_plan(edition):
    assert Edition.objects.filter(is_simulated=False).count() == 7
    figures = meeting_figures(edition)
    assert figures.placed > 700
    assert figures.satisfaction > 0.9
    assert len(who_met_whom(edition)) > 10
    confirmed = edition.registrations.filter(state="confirmed").count()
    assert edition.held_places == confirmed > 300
    assert all(one.held_places <= (one.capacity or 999) for one in edition.categories.all())
    assert set(Registration.objects.values_list("state", flat=True)) == {
        "confirmed",
        "waiting",
        "pending",
        "cancelled",
    }
    seats = list(Seat.objects.filter(is_binding=True).values_list("registration", "during"))
    assert len(seats) == len(set(seats)) == 2 * Meeting.objects.filter(is_binding=True).count()


def look_at_every_role(edition):
    people = {email: User.objects.get(email=email) for email in (MEMBER, FOREIGN, DESK, PRESS)}
    for email in (MEMBER, FOREIGN):
        assert agenda_of(edition.registrations.get(user=people[email])).exists()
    assert people[DESK].has_perm("forum.work_at_desk", edition)
    assert people[PRESS].accreditations.get().status == "accepted"
    assert people[PRESS].has_perm("forum.read_embargoed", edition.press_materials.first())
    assert edition.accreditations.filter(status="pending").exists()
    assert edition.sessions.filter(state="confirmed").count() > 10
    assert edition.speaker_calls.get().proposals.count() == 3
