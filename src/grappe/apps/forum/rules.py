"""Who may do what at the Forum: the programme office everything, mandated people their part of their edition."""

from typing import Any

import rules
from django.contrib.auth.models import AnonymousUser

from grappe.apps.accounts.models import User
from grappe.apps.accounts.rules import is_programme_office
from grappe.apps.directory.rules import clusters_of, is_officer
from grappe.apps.forum.enums import Duty, MeetingRequestState
from grappe.apps.forum.models import (
    Delegate,
    Edition,
    Invoice,
    Meeting,
    MeetingProfile,
    MeetingRequest,
    PressAccreditation,
    PressMaterial,
    Registration,
    SpeakerProposal,
)

Person = User | AnonymousUser


def duties_of(user: Person) -> frozenset[tuple[int, str]]:
    """The editions a person works for and in what capacity, read once per loaded user."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    held: frozenset[tuple[int, str]] | None = getattr(user, "_duties_held", None)
    if held is None:
        held = frozenset(user.edition_mandates.values_list("edition_id", "duty"))
        # Views pass the request's lazy user, permissions the user inside it: both find this, and it is asked once.
        setattr(user, "_duties_held", held)  # noqa: B010 no field of the model
    return held


def profiles_of(user: Person) -> frozenset[int]:
    """The meeting profiles a person is a delegate of, read once per loaded user."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    held: frozenset[int] | None = user.__dict__.get("_profiles_held")
    if held is None:
        mine = Delegate.objects.filter(registration__user=user)
        held = frozenset(mine.values_list("profile_id", flat=True))
        user.__dict__["_profiles_held"] = held
    return held


def edition_of(target: Any) -> int | None:
    """The edition that a record of the Forum belongs to."""
    if isinstance(target, Edition):
        return target.pk
    if isinstance(target, SpeakerProposal):
        return target.call.edition_id
    if isinstance(target, Meeting):
        return target.plan.edition_id
    if isinstance(target, Invoice):
        return target.series.edition_id
    found: int | None = getattr(target, "edition_id", None)
    return found


def holds(user: Person, target: Any, *duties: Duty) -> bool:
    edition = edition_of(target)
    return edition is not None and any((edition, duty) in duties_of(user) for duty in duties)


@rules.predicate
def is_organiser(user: Person, target: Any) -> bool:
    return holds(user, target, Duty.ORGANISER)


@rules.predicate
def is_press_officer(user: Person, target: Any) -> bool:
    return holds(user, target, Duty.PRESS_OFFICER)


@rules.predicate
def is_at_the_desk(user: Person, target: Any) -> bool:
    return holds(user, target, Duty.DESK)


@rules.predicate
def works_for_an_edition(user: Person) -> bool:
    return bool(duties_of(user))


@rules.predicate
def is_registered_person(user: Person, registration: Registration | None) -> bool:
    return registration is not None and user.is_authenticated and registration.user_id == user.pk


@rules.predicate
def is_contact_of_its_group(user: Person, registration: Registration | None) -> bool:
    """The officers of the cluster that registered the person with a group."""
    if registration is None or registration.group is None:
        return False
    return registration.group.cluster_id in clusters_of(user)


@rules.predicate
def is_invoiced(user: Person, invoice: Invoice | None) -> bool:
    if invoice is None or not user.is_authenticated:
        return False
    if invoice.registration is not None:
        return invoice.registration.user_id == user.pk
    return invoice.group is not None and invoice.group.cluster_id in clusters_of(user)


@rules.predicate
def is_its_journalist(user: Person, accreditation: PressAccreditation | None) -> bool:
    return accreditation is not None and user.is_authenticated and accreditation.user_id == user.pk


@rules.predicate
def is_accredited_for(user: Person, material: PressMaterial | None) -> bool:
    """A journalist accredited for the edition, who has accepted embargoes."""
    if material is None or not user.is_authenticated or not user.is_active:
        return False
    mine = user.accreditations.filter(edition=material.edition_id, status="accepted")
    return mine.filter(embargo_accepted_at__isnull=False).exists()


@rules.predicate
def is_its_proposer(user: Person, proposal: SpeakerProposal | None) -> bool:
    return proposal is not None and user.is_authenticated and proposal.user_id == user.pk


@rules.predicate
def is_delegate_of(user: Person, profile: MeetingProfile | None) -> bool:
    return profile is not None and profile.pk in profiles_of(user)


@rules.predicate
def sent_request(user: Person, request: MeetingRequest | None) -> bool:
    return request is not None and request.sender_id in profiles_of(user)


@rules.predicate
def received_request(user: Person, request: MeetingRequest | None) -> bool:
    return request is not None and request.recipient_id in profiles_of(user)


@rules.predicate
def agreed_to_request(user: Person, request: MeetingRequest | None) -> bool:
    """Who was asked and has agreed may call the meeting off."""
    return request is not None and request.state == MeetingRequestState.ACCEPTED and received_request(user, request)


@rules.predicate
def takes_part_in(user: Person, meeting: Meeting | None) -> bool:
    return meeting is not None and any(seat.profile_id in profiles_of(user) for seat in meeting.seats.all())


organises = is_organiser | is_programme_office
welcomes = is_at_the_desk | organises

rules.add_perm("forum.enter_office", works_for_an_edition | is_programme_office)
rules.add_perm("forum.create_edition", is_programme_office)
rules.add_perm("forum.manage_edition", organises)
rules.add_perm("forum.appoint", organises)
rules.add_perm("forum.manage_programme", organises)
rules.add_perm("forum.decide_speaker_proposal", organises)
rules.add_perm("forum.change_speaker_proposal", is_its_proposer)
rules.add_perm("forum.manage_registrations", organises)
rules.add_perm("forum.see_registration", is_registered_person | is_contact_of_its_group | welcomes)
rules.add_perm("forum.change_registration", is_registered_person | is_contact_of_its_group | organises)
rules.add_perm("forum.register_group", is_officer | is_programme_office)
rules.add_perm("forum.manage_invoices", organises)
rules.add_perm("forum.see_invoice", is_invoiced | organises)
rules.add_perm("forum.manage_press", is_press_officer | organises)
rules.add_perm("forum.see_accreditation", is_its_journalist | is_press_officer | organises)
rules.add_perm("forum.read_embargoed", is_accredited_for | is_press_officer | organises)
rules.add_perm("forum.change_profile", is_delegate_of | organises)
rules.add_perm("forum.request_meeting", is_delegate_of)
rules.add_perm("forum.withdraw_request", sent_request | agreed_to_request | organises)
rules.add_perm("forum.answer_request", received_request)
rules.add_perm("forum.plan_meetings", organises)
rules.add_perm("forum.see_meeting", takes_part_in | welcomes)
rules.add_perm("forum.give_feedback", takes_part_in)
rules.add_perm("forum.work_at_desk", welcomes)
rules.add_perm("forum.check_in", welcomes)
rules.add_perm("forum.see_figures", organises)
