"""Expressions of interest: each step once, by whoever may, and never more than two reminders."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories import make_cluster, make_membership, make_organisation, make_user
from tests.partnership_rows import make_interest, make_programme_officer, make_published

from grappe.apps.directory.domain.mandates import appoint_editor, appoint_officer
from grappe.apps.partnerships.domain.interests import (
    answer_interest,
    close_interest,
    express_interest,
    introduce_interest,
    pass_interest_on,
    read_interest,
    record_interest_meeting,
    remind_of_interests,
)
from grappe.apps.partnerships.domain.profiles import withdraw_profile
from grappe.apps.partnerships.enums import InterestOutcome, InterestState
from grappe.apps.partnerships.errors import InterestRefusedError
from grappe.apps.partnerships.queries.interests import interests_nobody_reads

pytestmark = pytest.mark.django_db


def letters():
    return list(
        ProcrastinateJob.objects.filter(task_name="accounts.send_letter").order_by("pk").values_list("args", flat=True)
    )


def test_an_interest_goes_all_the_way():
    owner, officer = make_user("owner@firm.example"), make_user()
    profile = make_published()
    appoint_editor(user=owner, organisation=profile.organisation, by=None)
    cluster, sender = make_cluster(), make_organisation()
    make_membership(sender, cluster)
    appoint_officer(user=officer, cluster=cluster, by=None)
    interest = make_interest(profile, sender)
    assert letters()[-1]["address"] == owner.email
    assert officer.has_perm("partnerships.introduce_interest", interest)
    assert owner.has_perm("partnerships.answer_interest", interest)
    read_interest(interest=interest, by=owner)
    answer_interest(interest=interest, reply="Gladly.", accepts=True, by=owner)
    introduce_interest(interest=interest, text="You should talk.", by=officer)
    today = timezone.localdate()
    record_interest_meeting(interest=interest, on=today, place="Antibes", at_the_forum=True, by=owner)
    held = close_interest(interest=interest, outcome=InterestOutcome.PROPOSAL, note="FUI 26", by=owner)
    assert (held.state, held.outcome, held.met_at_the_forum) == ("closed", "proposal", True)
    assert None not in {held.read_at, held.answered_at, held.introduced_at, held.met_on, held.closed_at}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_letter_leads_to_the_page_in_the_language_of_its_reader(language):
    """Whoever acts may read another language than whoever is written to."""
    owner = make_user(language=language)
    profile = make_published()
    appoint_editor(user=owner, organisation=profile.organisation, by=None)
    with translation.override("fr" if language == "en" else "en"):
        make_interest(profile, make_organisation())
        published = make_published(by=owner)
    about_interest, about_profile = letters()[-2:]
    assert f"/{language}/workspace/interests/" in about_interest["body"]
    assert f"/{language}/workspace/partnerships/" in about_profile["body"]
    assert published.expires_on.isoformat() not in about_profile["body"]


def test_the_same_body_answers_a_profile_once_and_its_own_never():
    profile, sender = make_published(), make_organisation()
    make_interest(profile, sender)
    with pytest.raises(InterestRefusedError):
        make_interest(profile, sender)
    with pytest.raises(InterestRefusedError):
        make_interest(profile, profile.organisation)


@pytest.mark.parametrize("message", ["", "   ", "\x00", "x" * 5000])
def test_a_message_that_says_nothing_or_too_much_is_refused(message):
    with pytest.raises(InterestRefusedError):
        express_interest(profile=make_published(), body=make_organisation(), message=message, by=make_user())


def test_nothing_is_sent_about_a_profile_that_is_gone():
    profile = make_published()
    withdraw_profile(profile=profile, by=make_user())
    with pytest.raises(InterestRefusedError):
        make_interest(profile)


def test_a_refusal_says_why_and_ends_it():
    interest = make_interest()
    with pytest.raises(InterestRefusedError):
        answer_interest(interest=interest, reply="", accepts=False, by=make_user())
    assert answer_interest(interest=interest, reply="Not now.", accepts=False, by=make_user()).state == "declined"
    with pytest.raises(InterestRefusedError):
        introduce_interest(interest=interest, text="Still.", by=make_user())
    with pytest.raises(InterestRefusedError):
        close_interest(interest=interest, outcome=InterestOutcome.NONE, note="", by=make_user())


def test_two_sides_that_have_not_answered_do_not_meet():
    with pytest.raises(InterestRefusedError):
        record_interest_meeting(
            interest=make_interest(), on=timezone.localdate(), place="", at_the_forum=False, by=make_user()
        )


def test_silence_is_reminded_of_twice_and_never_again():
    interest, now = make_interest(), timezone.now()
    days = [day for day in range(200) if remind_of_interests(now=now + timedelta(days=day))]
    assert len(days) == 2
    assert days[1] - days[0] == 20
    interest.refresh_from_db()
    assert interest.reminders == 2
    assert interest.state == InterestState.SENT


def test_what_nobody_reads_is_told_to_the_cluster_officer_who_passes_it_on():
    officer, stranger, sender = make_user("officer@cluster.example"), make_user(), make_user("sender@firm.example")
    cluster, silent = make_cluster(), make_organisation()
    make_membership(silent, cluster)
    appoint_officer(user=officer, cluster=cluster, by=None)
    interest = make_interest(make_published(silent), by=sender)
    assert letters()[-1]["address"] == officer.email
    assert list(interests_nobody_reads(officer)) == [interest]
    assert list(interests_nobody_reads(stranger)) == []
    assert officer.has_perm("partnerships.pass_interest_on", interest)
    with pytest.raises(InterestRefusedError):
        pass_interest_on(interest=interest, how=" ", by=officer)
    assert pass_interest_on(interest=interest, how="by telephone", by=officer).state == InterestState.SENT
    assert letters()[-1]["address"] == sender.email
    answer_interest(interest=interest, reply="They wish to meet.", accepts=True, by=officer)
    assert list(interests_nobody_reads(officer)) == []
    with pytest.raises(InterestRefusedError):
        pass_interest_on(interest=interest, how="by telephone", by=officer)


def test_without_any_cluster_officer_the_programme_office_is_told():
    office, interest = make_programme_officer(), make_interest(make_published(make_organisation()))
    assert office.email in [one["address"] for one in letters()]
    assert list(interests_nobody_reads(office)) == [interest]
    assert office.has_perm("partnerships.pass_interest_on", interest)
    appoint_editor(user=make_user(), organisation=interest.receiver, by=None)
    assert list(interests_nobody_reads(office)) == []
    assert not office.has_perm("partnerships.pass_interest_on", interest)
