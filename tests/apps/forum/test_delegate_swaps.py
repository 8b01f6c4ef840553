from datetime import timedelta

import pytest
from tests.factories import make_user
from tests.forum_rows import MORNING, make_edition, make_profile, make_registration, make_slot, make_table, send_letters

from grappe.apps.forum.bridge.planning import compute_plan
from grappe.apps.forum.domain.day import Desk
from grappe.apps.forum.domain.delegate_swaps import swap_delegate
from grappe.apps.forum.domain.plans import ask_plan, publish_plan
from grappe.apps.forum.domain.requests import accept_request, request_meeting
from grappe.apps.forum.errors import MeetingRefusedError
from grappe.apps.forum.models import Delegate, Seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def profiles():
    """Three profiles who meet each other in the plan in force."""
    edition = make_edition()
    for number in range(4):
        make_slot(edition, number)
    make_table(edition)
    profiles = [make_profile(edition) for _number in range(3)]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        accept_request(request=request_meeting(sender=profiles[one], recipient=profiles[other], by=None), by=None)
    publish_plan(plan=compute_plan(ask_plan(edition=edition, seconds=2, by=None).pk), by=None)
    return profiles


def at(minutes):
    return Desk(by=make_user(), now=MORNING + timedelta(minutes=minutes))


def person_of(profile):
    return profile.delegates.get().registration


def test_a_colleague_takes_the_meetings_to_come(profiles, mailoutbox):
    profile = profiles[0]
    leaving, coming = person_of(profile), make_registration(profile.edition)
    before = set(Seat.objects.filter(profile=profile, is_binding=True).values_list("meeting", "during"))
    event = swap_delegate(profile=profile, leaving=leaving, coming=coming, desk=at(-30))
    assert set(Seat.objects.filter(registration=coming, is_binding=True).values_list("meeting", "during")) == before
    assert person_of(profile) == coming
    assert (event.kind, [effect["kind"] for effect in event.effects]) == ("swap", ["swapped", "swapped"])
    send_letters()
    assert mailoutbox[-1].to == [coming.email]


def test_meetings_that_have_begun_stay_with_who_held_them(profiles):
    profile = profiles[0]
    leaving, coming = person_of(profile), make_registration(profile.edition)
    swap_delegate(profile=profile, leaving=leaving, coming=coming, desk=at(600))
    assert Seat.objects.filter(registration=leaving, is_binding=True).count() == 2
    assert not Seat.objects.filter(registration=coming).exists()


def test_a_colleague_with_a_meeting_of_their_own_then_is_refused(profiles):
    profile = profiles[0]
    leaving, coming = person_of(profile), make_registration(profile.edition)
    Delegate.objects.create(profile=profile, registration=coming)
    # One of the meetings is the colleague's already, on the other side of the table.
    mine = Seat.objects.filter(profile=profile, is_binding=True).first()
    Seat.objects.filter(meeting=mine.meeting).exclude(profile=profile).update(registration=coming)
    with pytest.raises(MeetingRefusedError, match="hours"):
        swap_delegate(profile=profile, leaving=leaving, coming=coming, desk=at(-30))


def test_only_a_confirmed_person_of_no_other_profile_takes_over(profiles):
    profile = profiles[0]
    leaving = person_of(profile)
    waiting = make_registration(profile.edition, state="cancelled")
    for coming in (waiting, leaving, make_registration(make_edition()), person_of(profiles[1])):
        with pytest.raises(MeetingRefusedError):
            swap_delegate(profile=profile, leaving=leaving, coming=coming, desk=at(-30))
    with pytest.raises(MeetingRefusedError):
        swap_delegate(profile=profiles[1], leaving=leaving, coming=waiting, desk=at(-30))
