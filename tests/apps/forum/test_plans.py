from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import make_organisation, make_project, make_user
from tests.forum_rows import MORNING, make_edition, make_profile, make_slot, make_table, send_letters

from grappe.apps.forum.bridge.planning import ALIVE, close_interrupted_plans, compute_plan
from grappe.apps.forum.bridge.problems import number_edition, problem_of
from grappe.apps.forum.bridge.reasons import failure_of
from grappe.apps.forum.bridge.results import share_out
from grappe.apps.forum.bridge.watching import watched
from grappe.apps.forum.domain.booking import lock_published_plan
from grappe.apps.forum.domain.day import Desk, record_no_show
from grappe.apps.forum.domain.feedback import Opinion, give_feedback
from grappe.apps.forum.domain.moves import (
    MoveBreaksRulesError,
    cancel_meeting,
    lock_meeting,
    move_meeting,
    preview_move,
    swap_meetings,
)
from grappe.apps.forum.domain.plans import ask_plan, drop_plan, publish_plan, stop_plan
from grappe.apps.forum.domain.profiles import declare_unavailable
from grappe.apps.forum.domain.requests import accept_request, request_meeting, withdraw_request
from grappe.apps.forum.errors import AlreadyDecidedError, MeetingRefusedError, PlanRefusedError
from grappe.apps.forum.models import Meeting, MeetingPlan, MeetingRequest, Seat, Table
from grappe.apps.forum.phrases.findings import sentence
from grappe.apps.forum.queries.agendas import agenda_of, meetings_of_plan
from grappe.apps.forum.queries.catalogue import ranked_by_words, search_profiles
from grappe.apps.forum.queries.figures import meeting_figures, met_on_map, who_met_whom
from grappe.engines.solving import part_of

pytestmark = pytest.mark.django_db


def agreed(one, other, **values):
    return accept_request(request=request_meeting(sender=one, recipient=other, by=None, **values), by=None).request


def laid_out(slots=4, tables=2, profiles=4, **values):
    edition = make_edition(**values)
    for number in range(slots):
        make_slot(edition, number)
    for _number in range(tables):
        make_table(edition)
    return edition, [make_profile(edition) for _number in range(profiles)]


def planned(edition, **values):
    return compute_plan(ask_plan(edition=edition, seconds=2, by=None, **values).pk)


@pytest.fixture
def forum():
    """Four profiles that all meet each other: six meetings in four slots at two tables."""
    edition, profiles = laid_out()
    for place, one in enumerate(profiles):
        for other in profiles[place + 1 :]:
            agreed(one, other)
    return edition, profiles


def test_a_plan_is_computed_kept_and_published(forum, mailoutbox):
    edition, profiles = forum
    plan = planned(edition, seed=7)
    assert (plan.state, plan.meetings.count(), plan.value) == ("computed", 6, plan.bound)
    assert plan.problem["format"].startswith("grappe.meetings.problem/")
    assert plan.result["seed"] == 7
    assert plan.engine_version
    assert len(plan.numbering["requests"]) == 6
    assert not Seat.objects.filter(is_binding=True).exists()
    publish_plan(plan=plan, by=make_user())
    assert Seat.objects.filter(is_binding=True).count() == 12
    assert agenda_of(profiles[0].delegates.get().registration).count() == 3
    send_letters()
    assert sum("Vos rendez-vous" in message.subject for message in mailoutbox) == 4


def test_a_plan_keeps_to_what_people_said(forum):
    edition, profiles = forum
    first = edition.slots.first()
    declare_unavailable(profile=profiles[0], slots=[first], by=make_user())
    plan = planned(edition)
    assert plan.meetings.count() == 6
    assert not plan.meetings.filter(seats__profile=profiles[0], slot=first).exists()


def test_a_speaker_is_not_planned_while_she_speaks(forum):
    edition, profiles = forum
    slot = edition.slots.first()
    speaker = edition.speakers.create(full_name="Ada", registration=profiles[0].delegates.get().registration)
    session = edition.sessions.create(title_fr="Ouverture", during=slot.during)
    session.parts.create(speaker=speaker)
    plan = planned(edition)
    assert not plan.meetings.filter(seats__profile=profiles[0], slot=slot).exists()


def test_nothing_is_planned_from_nothing():
    edition = make_edition()
    with pytest.raises(PlanRefusedError, match="slots"):
        ask_plan(edition=edition, by=None)
    make_slot(edition, 0)
    with pytest.raises(PlanRefusedError, match="accepted"):
        ask_plan(edition=edition, by=None)


def test_a_plan_that_cannot_be_says_why(forum):
    edition, _profiles = forum
    request = edition.meeting_requests.first()
    edition.meeting_requests.filter(pk=request.pk).update(is_compulsory=True, equipment="projector")
    plan = planned(edition)
    assert plan.state == "failed"
    assert "table" in plan.failure


def test_a_second_run_of_the_same_job_changes_nothing(forum):
    edition, _profiles = forum
    plan = planned(edition)
    assert compute_plan(plan.pk).meetings.count() == 6
    with pytest.raises(PlanRefusedError, match="state"):
        publish_plan(plan=MeetingPlan.objects.create(edition=edition), by=None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("keeps", "state", "count"), [(True, "computed", 6), (False, "failed", 0)])
def test_a_run_ends_when_it_is_asked_to(forum, keeps, state, count):
    edition, _profiles = forum
    plan = ask_plan(edition=edition, seconds=30, by=None)
    with watched(plan) as watch:
        assert not watch()
        MeetingPlan.objects.filter(pk=plan.pk).update(state="computing")
        with watch.beside.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [ALIVE, plan.pk])
        stop_plan(plan=plan, keeps=keeps, by=make_user())
        watch.look()
        assert watch()
        assert part_of(watch, 0.5)()
    MeetingPlan.objects.filter(pk=plan.pk).update(state="waiting")
    made = compute_plan(plan.pk)
    assert (made.state, made.meetings.count()) == (state, count)


def test_a_plan_that_has_not_begun_is_cancelled_and_a_finished_one_is_not(forum):
    edition, _profiles = forum
    plan = ask_plan(edition=edition, by=None)
    assert stop_plan(plan=plan, keeps=False, by=make_user()).state == "failed"
    assert compute_plan(plan.pk).state == "failed"
    with pytest.raises(PlanRefusedError, match="not being computed"):
        stop_plan(plan=plan, keeps=True, by=make_user())


def test_why_there_is_no_plan_is_said_with_names():
    edition, (one, other, third, *_more) = laid_out(slots=1, tables=3)
    for profile in (other, third):
        request = agreed(one, profile)
        MeetingRequest.objects.filter(pk=request.pk).update(is_compulsory=True)
    plan = planned(edition)
    assert plan.state == "failed"
    (reason,) = failure_of(plan)
    assert one.name in sentence(reason)


def test_locked_meetings_keep_their_tables_in_every_later_plan(forum):
    """Each at the table that the solver would not have chosen first: they change tables by hand before."""
    edition, _profiles = forum
    first = publish_plan(plan=planned(edition), by=None)
    one, other = first.meetings.filter(slot=first.meetings.first().slot)
    swap_meetings(first=one, second=other, by=make_user())
    for meeting in (one, other):
        meeting.refresh_from_db()
        lock_meeting(meeting=meeting, is_locked=True, by=make_user())
    later = planned(edition, seed=9)
    for meeting in (one, other):
        kept = later.meetings.get(request=meeting.request)
        assert (kept.slot, kept.table) == (meeting.slot, meeting.table)


def test_a_locked_meeting_keeps_its_time_when_its_table_is_lost(forum):
    edition, _profiles = forum
    first = publish_plan(plan=planned(edition), by=None)
    locked = first.meetings.first()
    lock_meeting(meeting=locked, is_locked=True, by=make_user())
    Table.objects.filter(pk=locked.table_id).update(lost_at=timezone.now())
    make_table(edition)
    kept = planned(edition).meetings.get(request=locked.request)
    assert kept.slot == locked.slot
    assert kept.table != locked.table


def test_the_day_s_repair_moves_no_locked_meeting(forum):
    edition, profiles = forum
    plan = publish_plan(plan=planned(edition), by=None)
    for meeting in plan.meetings.all():
        lock_meeting(meeting=meeting, is_locked=True, by=make_user())
    before = dict(plan.meetings.values_list("pk", "slot"))
    record_no_show(profile=profiles[0], desk=Desk(by=make_user()))
    after = plan.meetings.filter(state="planned")
    assert after.count() == 3
    assert all(before[pk] == slot for pk, slot in after.values_list("pk", "slot"))


def test_a_new_plan_replaces_the_old_and_keeps_what_is_locked(forum, mailoutbox):
    edition, profiles = forum
    first = publish_plan(plan=planned(edition), by=None)
    locked = first.meetings.order_by("-during").first()
    lock_meeting(meeting=locked, is_locked=True, by=make_user())
    declare_unavailable(profile=profiles[0], slots=[], by=make_user())
    second = planned(edition, seed=3)
    publish_plan(plan=second, by=None)
    first.refresh_from_db()
    kept = second.meetings.get(request=locked.request)
    assert (first.state, kept.slot, kept.table, kept.is_locked) == ("replaced", locked.slot, locked.table, True)
    assert Meeting.objects.filter(is_binding=True).count() == 6
    assert not first.meetings.filter(is_binding=True).exists()


def test_what_was_taken_back_meanwhile_is_not_put_in_force(forum):
    edition, _profiles = forum
    plan = planned(edition)
    withdraw_request(request=plan.meetings.first().request, by=None)
    publish_plan(plan=plan, by=None)
    assert plan.meetings.filter(is_binding=True).count() == 5


def test_a_computed_plan_can_be_dropped_and_one_in_force_cannot(forum):
    edition, _profiles = forum
    one, other = planned(edition), planned(edition)
    publish_plan(plan=one, by=None)
    drop_plan(plan=other, by=make_user())
    with pytest.raises(PlanRefusedError):
        drop_plan(plan=one, by=make_user())


def test_a_run_whose_process_died_says_so(forum):
    plan = MeetingPlan.objects.create(edition=forum[0], state="computing")
    assert close_interrupted_plans() == 1
    plan.refresh_from_db()
    assert (plan.state, plan.failure) == ("failed", "interrupted")


def test_a_move_says_at_once_what_it_breaks(forum):
    edition, _profiles = forum
    plan = publish_plan(plan=planned(edition), by=None)
    meeting = plan.meetings.first()
    busy = plan.meetings.exclude(slot=meeting.slot).first()
    found = preview_move(meeting=meeting, slot=busy.slot, table=busy.table)
    assert "table.twice" in {one.code for one in found.faults}
    with pytest.raises(MoveBreaksRulesError) as refused:
        move_meeting(meeting=meeting, slot=busy.slot, table=busy.table, by=None)
    assert refused.value.faults
    with pytest.raises(MeetingRefusedError, match="taken"):
        move_meeting(meeting=meeting, slot=busy.slot, table=busy.table, accepts_faults=True, by=None)
    meeting.refresh_from_db()
    assert meeting.slot != busy.slot


def test_a_move_names_people_and_tables_not_numbers(forum):
    edition, profiles = forum
    plan = publish_plan(plan=planned(edition), by=None)
    one = plan.meetings.filter(request__sender=profiles[0]).first()
    other = plan.meetings.filter(request__sender=profiles[0]).exclude(pk=one.pk).first()
    found = preview_move(meeting=one, slot=other.slot, table=make_table(edition))
    twice = next(fault for fault in found.faults if fault.code == "participant.twice")
    assert twice.words["participant"] == profiles[0].name


def test_a_free_place_takes_a_meeting_and_people_are_told(mailoutbox):
    edition, (one, other) = laid_out(profiles=2)
    agreed(one, other)
    plan = publish_plan(plan=planned(edition), by=None)
    meeting, last = plan.meetings.get(), edition.slots.last()
    found = preview_move(meeting=meeting, slot=last, table=meeting.table)
    assert (found.faults, found.breaks_after) == ((), 0)
    move_meeting(meeting=meeting, slot=last, table=meeting.table, by=None)
    assert set(Seat.objects.values_list("during", flat=True)) == {last.during}
    send_letters()
    assert sum("ont changé" in message.subject for message in mailoutbox) == 2


def test_locked_held_and_past_meetings_stay(forum):
    edition, _profiles = forum
    plan = publish_plan(plan=planned(edition), by=None)
    meeting, slot = plan.meetings.first(), edition.slots.last()
    lock_meeting(meeting=meeting, is_locked=True, by=make_user())
    with pytest.raises(MeetingRefusedError, match="locked"):
        move_meeting(meeting=meeting, slot=slot, table=None, by=None)
    cancel_meeting(meeting=meeting, reason="Ill.", by=make_user())
    with pytest.raises(AlreadyDecidedError):
        move_meeting(meeting=meeting, slot=slot, table=None, by=None)
    plan.state = "replaced"
    plan.save()
    with pytest.raises(AlreadyDecidedError):
        cancel_meeting(meeting=plan.meetings.last(), reason="", by=None)


def test_two_meetings_change_places(forum):
    edition, _profiles = forum
    plan = publish_plan(plan=planned(edition), by=None)
    first = plan.meetings.first()
    second = plan.meetings.filter(slot=first.slot).exclude(pk=first.pk).first()
    places = (first.table, second.table)
    swap_meetings(first=first, second=second, by=make_user())
    first.refresh_from_db()
    second.refresh_from_db()
    assert (second.table, first.table) == places
    with pytest.raises(MeetingRefusedError, match="two meetings"):
        swap_meetings(first=first, second=first, by=make_user())
    assert connection.in_atomic_block


def test_a_long_meeting_keeps_to_its_half_day():
    edition, (one, other) = laid_out(slots=2, profiles=2)
    make_slot(edition, 9, half_day="afternoon")
    agreed(one, other, length=2)
    plan = publish_plan(plan=planned(edition), by=None)
    meeting = plan.meetings.get()
    assert meeting.during.upper - meeting.during.lower == timedelta(minutes=40)
    with pytest.raises(MeetingRefusedError, match="half-day"):
        preview_move(meeting=meeting, slot=edition.slots.all()[1], table=meeting.table)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 3)), max_size=20))
def test_meetings_of_a_delegation_are_shared_out_without_overlap(spans):
    """As many people as meet at once at most are enough, and nobody is in two meetings."""

    def span(begins, length):
        low = MORNING + timedelta(minutes=begins)
        return type("Span", (), {"lower": low, "upper": low + timedelta(minutes=length)})

    meetings = [Meeting(during=span(*one)) for one in spans]
    most = max((sum(b <= t < b + n for b, n in spans) for t in range(16)), default=1)
    shared = share_out(meetings, {person: [] for person in range(max(1, most))})
    assert len(shared) == len(meetings)
    for place, (one, person) in enumerate(shared):
        for other, another in shared[place + 1 :]:
            if person == another:
                assert one.during.upper <= other.during.lower or other.during.upper <= one.during.lower


def test_opinions_close_the_loop(forum):
    edition, profiles = forum
    plan = publish_plan(plan=planned(edition), by=None)
    meeting, project = plan.meetings.filter(request__sender=profiles[0]).first(), make_project("LASER")
    with pytest.raises(MeetingRefusedError, match="not taken place"):
        give_feedback(meeting=meeting, profile=profiles[0], opinion=Opinion(), by=None)
    said = {"meeting": meeting, "profile": profiles[0], "by": None, "is_early": True}
    give_feedback(opinion=Opinion(rating=3), **said)
    give_feedback(opinion=Opinion(rating=5, outcome="project", project=project), **said)
    with pytest.raises(MeetingRefusedError, match="between 1 and 5"):
        give_feedback(opinion=Opinion(rating=9), **said)
    with pytest.raises(MeetingRefusedError, match="two sides"):
        give_feedback(opinion=Opinion(), **(said | {"profile": make_profile(edition)}))
    figures = meeting_figures(edition)
    assert (figures.requests, figures.accepted, figures.placed, figures.held) == (6, 6, 6, 1)
    assert (figures.rating, figures.outcomes, figures.satisfaction, figures.show_rate) == (5, {"project": 1}, 1, 1)
    assert (figures.participants, figures.without_meeting) == (4, 0)


def test_who_met_whom():
    edition = make_edition()
    paris = {"organisation": make_organisation(longitude=2.3, latitude=48.8), "country": "FR"}
    prague = {"organisation": make_organisation(longitude=14.4, latitude=50.0), "country": "CZ"}
    one, other = make_profile(edition, **paris), make_profile(edition, **prague)
    third = make_profile(edition, country="CZ")
    make_slot(edition, 0), make_slot(edition, 1), make_table(edition), make_table(edition)
    agreed(other, one), agreed(one, third)
    publish_plan(plan=planned(edition), by=None)
    assert who_met_whom(edition) == {("CZ", "FR"): 2}
    assert who_met_whom(edition, held_only=True) == {}
    (line,) = met_on_map(edition)
    assert ({line.longitude, line.other_longitude}, line.meetings) == ({2.3, 14.4}, 1)
    by_country = met_on_map(edition, {"CZ": (15.5, 49.8), "FR": (2.5, 46.6)})
    assert sorted(one.other_longitude + one.longitude for one in by_country) == pytest.approx([2.3 + 14.4, 2.3 + 15.5])
    assert met_on_map(edition, {"CZ": (2.3, 48.8)}) == [line]


def test_the_catalogue_finds_and_suggests():
    edition = make_edition()
    seeker = make_profile(edition, name="Seeker", seeks_fr="lasers de puissance pour la découpe")
    optics = make_profile(edition, name="Optique Sud", offers_fr="Nous fabriquons des lasers", country="FR")
    tools = make_profile(edition, name="Outils", offers_en="cutting tools", country="DE")
    hidden = make_profile(edition, name="Laser caché", is_listed=False)
    assert set(search_profiles(edition, words="laser")) == {seeker, optics}
    assert list(search_profiles(edition, country="DE")) == [tools]
    suggested = list(ranked_by_words(seeker))
    assert suggested[0] == optics
    assert hidden not in suggested
    request_meeting(sender=seeker, recipient=optics, by=None)
    assert optics not in ranked_by_words(seeker)
    assert timezone.now() > edition.requests_open_at


def test_no_list_of_meetings_reads_the_documents_of_the_run(forum, django_assert_num_queries):
    """The problem and the result weigh megabytes at four thousand participants: once a row would be a minute."""
    edition, profiles = forum
    publish_plan(plan=planned(edition), by=None)
    registration = profiles[0].delegates.get().registration
    with CaptureQueriesContext(connection) as caught:
        seats = list(agenda_of(registration))
        list(meetings_of_plan(edition))
        plan = lock_published_plan(edition)
        move_meeting(meeting=seats[0].meeting, slot=seats[0].meeting.slot, table=make_table(edition), by=None)
        record_no_show(profile=profiles[1], desk=Desk(by=None, now=MORNING - timedelta(hours=1)))
    assert [one["sql"] for one in caught if '"forum_meetingplan"."problem"' in one["sql"]] == []
    assert all(seat.meeting.plan == plan for seat in seats)
    with django_assert_num_queries(1):
        assert plan.problem["format"]


@pytest.mark.parametrize("size", [3, 6])
def test_a_problem_is_read_in_as_many_queries_whatever_its_size(size, django_assert_num_queries):
    edition, profiles = laid_out(profiles=size)
    for other in profiles[1:]:
        agreed(profiles[0], other)
    with django_assert_num_queries(8):
        problem_of(number_edition(edition))
