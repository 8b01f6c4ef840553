from collections import Counter
from datetime import timedelta
from itertools import combinations
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories import make_cluster, make_membership, make_organisation, make_user
from tests.forum_rows import (
    make_edition,
    make_profile,
    make_registration,
    make_slot,
    make_table,
    send_letters,
    together,
)

from grappe.apps.directory.models import Theme
from grappe.apps.forum.domain.profiles import change_profile, declare_unavailable, open_profile, remove_delegate
from grappe.apps.forum.domain.registrations import cancel_registration
from grappe.apps.forum.domain.requests import (
    accept_request,
    answer_request,
    expire_requests,
    refuse_request,
    request_meeting,
    withdraw_request,
)
from grappe.apps.forum.errors import AlreadyDecidedError, MeetingRefusedError
from grappe.apps.forum.models import Delegate, Meeting, MeetingPlan, MeetingProfile, MeetingRequest, Seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_edition()


def ask(sender, recipient, **values):
    return request_meeting(sender=sender, recipient=recipient, by=None, **values)


def published(edition, slots=3, tables=2):
    for number in range(slots):
        make_slot(edition, number)
    for _number in range(tables):
        make_table(edition)
    return MeetingPlan.objects.create(edition=edition, state="published")


def test_a_request_is_told_answered_and_told(edition, mailoutbox):
    sender, recipient = make_profile(edition, name="Alpha"), make_profile(edition, name="Beta")
    Delegate.objects.get(profile=recipient).registration.__class__.objects.update(language="en")
    request = ask(sender, recipient, message="About composites.")
    done = answer_request(request=request, accepts=True, by=None)
    assert (done.request.state, done.meeting) == ("accepted", None)
    send_letters()
    assert ["Alpha asks to meet you" in mailoutbox[0].subject, "Beta will meet you" in mailoutbox[1].subject] == [
        True
    ] * 2
    assert "About composites." in mailoutbox[0].body
    assert f"/forum/{edition.slug}/meetings/requests/" in mailoutbox[0].body


def test_two_who_ask_each_other_have_agreed(edition):
    one, other = make_profile(edition), make_profile(edition)
    ask(one, other)
    request = ask(other, one, priority=4)
    assert (request.state, request.is_mutual, request.priority) == ("accepted", True, 4)
    assert MeetingRequest.objects.count() == 1


@pytest.mark.parametrize("state", ["pending", "accepted"])
def test_asking_twice_is_refused_while_the_first_request_stands(edition, state):
    one, other = make_profile(edition), make_profile(edition)
    request = ask(one, other)
    if state == "accepted":
        accept_request(request=request, by=None)
    with pytest.raises(MeetingRefusedError, match="open already"):
        ask(one, other)
    withdraw_request(request=request, by=None)
    assert ask(one, other).state == "pending"


def test_bad_requests_are_refused_by_name(edition):
    one, shy = make_profile(edition, side="buyer"), make_profile(edition, is_listed=False)
    for recipient, words in (
        (one, "themselves"),
        (make_profile(make_edition()), "different editions"),
        (shy, "not wish"),
        (make_profile(edition, side="buyer"), "other side"),
    ):
        with pytest.raises(MeetingRefusedError, match=words):
            ask(one, recipient)
    assert ask(one, make_profile(edition, side="seller")).state == "pending"
    assert ask(one, shy, is_office=True).state == "pending"


@pytest.mark.parametrize("values", [{"requests_open_at": None}, {"state": "over"}])
def test_requests_have_their_time(values):
    edition = make_edition(**values)
    with pytest.raises(MeetingRefusedError, match="not open"):
        ask(make_profile(edition), make_profile(edition))


def test_an_answer_is_given_once_and_in_time(edition):
    one, other = make_profile(edition), make_profile(edition)
    request = ask(one, other)
    refuse_request(request=request, answer="Another year.", by=None)
    with pytest.raises(AlreadyDecidedError):
        accept_request(request=request, by=None)
    late = ask(one, other)
    MeetingRequest.objects.filter(pk=late.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(AlreadyDecidedError, match="expired"):
        accept_request(request=late, by=None)


def test_requests_expire_and_the_sender_is_told(edition, mailoutbox):
    one, other, third = (make_profile(edition) for _number in range(3))
    old, young = ask(one, other), ask(one, third)
    MeetingRequest.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    assert expire_requests() == 1
    assert expire_requests() == 0
    assert set(MeetingRequest.objects.values_list("pk", "state")) == {(old.pk, "expired"), (young.pk, "pending")}
    send_letters()
    assert one.delegates.get().registration.email in mailoutbox[-1].to
    assert ask(other, one).state == "pending"


def test_an_answer_after_publication_takes_the_first_place_free_for_both(edition):
    one, other, third = (make_profile(edition) for _number in range(3))
    plan = published(edition)
    first = accept_request(request=ask(one, other), by=None).meeting
    second = accept_request(request=ask(one, third), by=None).meeting
    declare_unavailable(profile=third, slots=[edition.slots.last()], by=make_user())
    assert first.slot == edition.slots.first()
    assert second.slot != first.slot
    assert accept_request(request=ask(other, third), by=None).meeting is None
    assert plan.meetings.filter(is_binding=True).count() == 2


def test_an_answer_costs_few_queries_though_many_slots_are_taken(edition):
    busy, others = make_profile(edition), [make_profile(edition) for _number in range(9)]
    published(edition, slots=8)
    for other in others[:8]:
        accept_request(request=ask(busy, other), by=None)
    last = ask(busy, others[8])
    with CaptureQueriesContext(connection) as caught:
        assert accept_request(request=last, by=None).meeting is None
    assert len(caught) < 30


def test_a_meeting_taken_back_leaves_its_place_to_others(edition):
    one, other, third = (make_profile(edition) for _number in range(3))
    published(edition, slots=1)
    request = ask(one, other)
    accept_request(request=request, by=None)
    withdraw_request(request=request, by=None)
    assert Meeting.objects.get().state == "cancelled"
    assert not Seat.objects.filter(is_binding=True).exists()
    assert accept_request(request=ask(one, third), by=None).meeting is not None


def test_a_delegation_meets_several_at_once_and_no_more_than_it_wants(edition):
    large, others = make_profile(edition, delegates=2, maximum=2), [make_profile(edition) for _number in range(3)]
    published(edition, slots=1, tables=5)
    met = [accept_request(request=ask(other, large), by=None).meeting for other in others]
    assert [one is None for one in met] == [False, False, True]
    assert Seat.objects.filter(profile=large).values("registration").distinct().count() == 2


@pytest.mark.parametrize(("mode", "has_table", "equipment"), [("remote", False, []), ("hybrid", True, ["video"])])
def test_who_is_away_needs_no_table_and_a_hybrid_meeting_one_with_video(edition, mode, has_table, equipment):
    away, here = make_profile(edition, mode=mode), make_profile(edition)
    published(edition, tables=1)
    video = make_table(edition, equipment=["video"])
    meeting = accept_request(request=ask(away, here), by=None).meeting
    assert meeting.mode == mode
    assert meeting.table == (video if has_table else None)


@pytest.mark.django_db(transaction=True)
def test_two_hundred_answers_at_once_never_book_anybody_twice():
    edition = make_edition()
    profiles = [make_profile(edition) for _number in range(30)]
    pairs = Random(1).sample(list(combinations(profiles, 2)), 200)
    published(edition, slots=10, tables=12)
    asked = [ask(one, other) for one, other in pairs]
    results = together(200, lambda number: accept_request(request=asked[number], by=None))
    assert [one for one in results if isinstance(one, Exception)] == []
    seats = Counter(Seat.objects.filter(is_binding=True).values_list("registration", "during"))
    tables = Counter(Meeting.objects.filter(is_binding=True).values_list("table", "during"))
    assert max(seats.values()) == 1
    assert max(tables.values()) == 1
    placed = sum(one.meeting is not None for one in results)
    assert placed == Meeting.objects.filter(is_binding=True).count() >= 80


@pytest.mark.django_db(transaction=True)
def test_many_answers_to_one_request_are_one_answer():
    edition = make_edition()
    request = ask(make_profile(edition), make_profile(edition))
    published(edition)
    results = together(20, lambda number: answer_request(request=request, accepts=number % 2 == 0, by=None))
    assert sum(isinstance(one, AlreadyDecidedError) for one in results) == 19
    assert Meeting.objects.count() <= 1


@pytest.mark.django_db(transaction=True)
def test_two_sides_that_ask_at_the_same_moment_share_one_request():
    edition = make_edition()
    one, other = make_profile(edition), make_profile(edition)
    together(10, lambda number: ask(one, other) if number % 2 else ask(other, one))
    request = MeetingRequest.objects.get()
    assert (request.state, request.is_mutual) == ("accepted", True)


def test_a_profile_is_drawn_from_the_register(edition):
    theme = Theme.objects.create(code="photonics", name_fr="Photonique", name_en="Photonics")
    cluster, organisation = make_cluster(), make_organisation("Acme", offers_fr="Lasers", needs_en="Optics")
    cluster.themes.add(theme)
    make_membership(organisation, cluster)
    first = make_registration(edition, organisation=organisation)
    profile = open_profile(registration=first, by=None)
    assert (profile.name, profile.offers_fr, profile.seeks_en) == ("Acme", "Lasers", "Optics")
    assert list(profile.themes.all()) == [theme]
    second = make_registration(edition, organisation=organisation)
    assert open_profile(registration=second, by=None) == profile
    assert open_profile(registration=first, by=None) == profile
    assert profile.delegates.count() == 2


def test_a_foreign_cluster_meets_in_its_own_name(edition):
    cluster = make_cluster("Green Valley", country="CZ", description_en="Clean technology")
    profile = open_profile(registration=make_registration(edition, cluster=cluster, country="CZ"), by=None)
    assert (profile.name, profile.offers_en, profile.groups) == ("Green Valley", "Clean technology", ["foreign"])


def test_only_confirmed_people_of_a_category_that_meets_take_part(edition):
    with pytest.raises(MeetingRefusedError):
        open_profile(registration=make_registration(edition, state="pending"), by=None)
    press = edition.categories.create(kind="press", name_fr="Presse", name_en="Press", takes_meetings=False)
    with pytest.raises(MeetingRefusedError):
        open_profile(registration=make_registration(edition, category=press), by=None)


@pytest.mark.django_db(transaction=True)
def test_colleagues_who_open_their_profile_at_once_share_it():
    edition, organisation = make_edition(), make_organisation()
    people = [make_registration(edition, organisation=organisation) for _number in range(8)]
    together(8, lambda number: open_profile(registration=people[number], by=None))
    assert MeetingProfile.objects.get().delegates.count() == 8


def test_a_colleague_takes_over_the_meetings_of_who_cancels(edition):
    team, other = make_profile(edition, delegates=2), make_profile(edition)
    published(edition)
    meeting = accept_request(request=ask(other, team), by=None).meeting
    seat = meeting.seats.get(profile=team)
    edition.categories.update(held_places=9)
    type(edition).objects.update(held_places=9)
    cancel_registration(registration=seat.registration, by=None)
    seat.refresh_from_db()
    assert seat.registration == team.delegates.get().registration
    cancel_registration(registration=seat.registration, by=None)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.is_binding, meeting.request.state) == ("cancelled", False, "withdrawn")


def test_a_profile_is_amended_and_a_delegate_with_meetings_stays(edition):
    profile, other, person = make_profile(edition), make_profile(edition), make_user()
    change_profile(profile=profile, values={"mode": "remote", "offers_en": "Lasers", "edition": 3}, by=person)
    profile.refresh_from_db()
    assert (profile.mode, profile.time_zone, profile.offers_en) == ("remote", "Europe/Paris", "Lasers")
    published(edition)
    accept_request(request=ask(profile, other), by=None)
    with pytest.raises(MeetingRefusedError):
        remove_delegate(delegate=profile.delegates.get(), by=person)
