"""Whom a label, a receipt or an outcome is told to by mail: what somebody waits for comes to her."""

from collections.abc import Callable

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from grappe.apps.accounts.letters import Letter, Written, post_all
from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import PartnerState
from grappe.apps.calls.models import Author, LabelRequest, Proposal, Submission
from grappe.apps.calls.rules import is_out_of


def authors_of(proposal: Proposal) -> list[User]:
    rows = Author.objects.filter(partner__proposal=proposal).exclude(partner__state=PartnerState.DECLINED)
    return list(User.objects.filter(pk__in=rows.values("user"), is_active=True).order_by("pk"))


def leads_of(proposal: Proposal) -> list[User]:
    rows = User.objects.filter(authorships__partner__proposal=proposal, authorships__partner__is_lead=True)
    return list(rows.filter(is_active=True).distinct().order_by("pk"))


def speakers_of(request: LabelRequest) -> list[User]:
    """Who decides in the committee's name, without those who take no part in this request."""
    rows = User.objects.filter(
        Q(committee_seats__cluster=request.cluster_id, committee_seats__is_chair=True)
        | Q(officer_mandates__cluster=request.cluster_id),
        is_active=True,
    )
    return [one for one in rows.distinct().order_by("pk") if not is_out_of(one, request)]


def tell(people: list[User], write: Callable[[], Letter]) -> None:
    post_all(Written(one.email, one.language, write) for one in people)


def named(request: LabelRequest, address: str) -> dict[str, str]:
    return {
        "acronym": request.proposal.acronym,
        "cluster": str(request.cluster),
        "address": settings.BASE_URL + address,
    }


def tell_of_request(request: LabelRequest) -> None:
    """A consortium asks: the committee's chair and the cluster's officers hear of it, with the hour it is due."""

    def write() -> Letter:
        names = named(request, reverse("office:label", args=[request.pk]))
        subject = _("[Grappe] %(acronym)s asks for the label of %(cluster)s") % names
        if request.due_at is None:
            return subject, _("Examine the request here: %(address)s") % names
        names["day"] = date_format(localtime(request.due_at, request.proposal.round.zone), "DATETIME_FORMAT")
        return subject, _("The label is due by %(day)s. Examine the request here: %(address)s") % names

    tell(speakers_of(request), write)


def tell_of_due_label(request: LabelRequest) -> int:
    """A request that nobody decided comes near its hour; returns how many letters left."""

    def write() -> Letter:
        names = named(request, reverse("office:label", args=[request.pk]))
        due = localtime(request.due_at, request.proposal.round.zone)
        names["day"] = date_format(due, "DATETIME_FORMAT")
        return (
            _("[Grappe] %(acronym)s waits for the label of %(cluster)s") % names,
            _("The label is due by %(day)s, and not decided yet: %(address)s") % names,
        )

    people = speakers_of(request)
    tell(people, write)
    return len(people)


def tell_of_answer(request: LabelRequest) -> None:
    def write() -> Letter:
        names = named(request, reverse("office:label", args=[request.pk]))
        return (
            _("[Grappe] %(acronym)s has answered the committee of %(cluster)s") % names,
            _("The answer stands beside the request: %(address)s") % names,
        )

    tell(speakers_of(request), write)


def tell_of_question(request: LabelRequest) -> None:
    def write() -> Letter:
        names = named(request, reverse("member:proposal_labels", args=[request.proposal_id]))
        return (
            _("[Grappe] The committee of %(cluster)s has a question about %(acronym)s") % names,
            _("It waits for your answer before it decides: %(address)s") % names,
        )

    tell(leads_of(request.proposal), write)


def tell_of_label(request: LabelRequest) -> None:
    def write() -> Letter:
        names = named(request, reverse("member:proposal_labels", args=[request.proposal_id]))
        names["state"] = str(request.get_state_display())
        return (
            _("[Grappe] %(acronym)s: the committee of %(cluster)s has decided") % names,
            _("Its decision: %(state)s. Its reasons are here: %(address)s") % names,
        )

    tell(leads_of(request.proposal), write)


def tell_of_receipt(submission: Submission) -> None:
    """Every author gets the hour, the receipt and the digest, which prove the submission without this site."""

    def write() -> Letter:
        proposal = submission.proposal
        names = {
            "acronym": proposal.acronym,
            "code": submission.code,
            "digest": submission.digest,
            "day": date_format(localtime(submission.received_at, proposal.round.zone), "DATETIME_FORMAT"),
            "zone": proposal.round.time_zone,
            "address": settings.BASE_URL + reverse("member:proposal_receipt", args=[proposal.pk]),
        }
        return (
            _("[Grappe] %(acronym)s is submitted: receipt %(code)s") % names,
            _(
                "Received on %(day)s (%(zone)s), receipt %(code)s.\n\nSHA-256 of what was submitted: %(digest)s\n\n"
                "The receipt as PDF: %(address)s"
            )
            % names,
        )

    tell(authors_of(submission.proposal), write)


def tell_of_outcome(proposal: Proposal) -> None:
    def write() -> Letter:
        names = {
            "acronym": proposal.acronym,
            "state": str(proposal.get_state_display()),
            "address": settings.BASE_URL + reverse("member:proposal", args=[proposal.pk]),
        }
        return (
            _("[Grappe] %(acronym)s: the outcome is known") % names,
            _("Your proposal is: %(state)s. What the office says of it is here: %(address)s") % names,
        )

    tell(authors_of(proposal), write)
