"""Labelling: asked by the lead, examined by the cluster's committee, decided with reasons by who is not tied."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.domain.locking import lock_proposal
from grappe.apps.calls.domain.notices import (
    tell_of_answer,
    tell_of_due_label,
    tell_of_label,
    tell_of_question,
    tell_of_request,
)
from grappe.apps.calls.enums import GRANTED_LABELS, OPEN_LABEL_REQUESTS, LabelState, Opinion, ProposalState
from grappe.apps.calls.errors import AlreadyDecidedError, LabelRefusedError
from grappe.apps.calls.events import label_decided
from grappe.apps.calls.models import LabelMessage, LabelOpinion, LabelRequest, Proposal, Recusal
from grappe.apps.calls.rules import is_out_of
from grappe.apps.directory.models import Cluster

REMIND_DAYS_BEFORE = (7, 2)


def ask_label(*, proposal: Proposal, cluster: Cluster, message: str = "", by: User) -> LabelRequest:
    """Ask a cluster for its label; the first cluster asked is the first named. One that was withdrawn is asked anew."""
    with recorded(by=by, verb="ask_label"):
        held = lock_proposal(proposal)
        if held.state not in {ProposalState.DRAFT, ProposalState.SUBMITTED}:
            raise LabelRefusedError(_("This proposal is decided or withdrawn: no label can be asked for any more."))
        due = held.round.labels_due_at
        if due is not None and due <= timezone.now():
            raise LabelRefusedError(_("Labels were to be asked for earlier: see the dates of the round."))
        request = standing_request(held, cluster)
        request.state, request.message, request.asked_by, request.due_at = LabelState.ASKED, message, by, due
        request.is_first = not held.label_requests.filter(is_first=True).exclude(pk=request.pk).exists()
        try:
            with transaction.atomic():
                request.save()
        except IntegrityError as error:
            raise LabelRefusedError(_("This cluster is asked already.")) from error
        record_action(by=by, verb="ask_label", target=held, cluster=cluster.pk)
        tell_of_request(request)
    return request


def standing_request(proposal: Proposal, cluster: Cluster) -> LabelRequest:
    found = proposal.label_requests.filter(cluster=cluster).first()
    if found is None:
        return LabelRequest(proposal=proposal, cluster=cluster)
    if found.state != LabelState.WITHDRAWN:
        raise LabelRefusedError(_("This cluster is asked already."))
    return found


def withdraw_label_request(*, request: LabelRequest, by: User) -> LabelRequest:
    """The consortium asks no more; another cluster it asked becomes the first named."""
    with recorded(by=by, verb="withdraw_label_request"):
        held = lock_request(request)
        held.state, held.is_first = LabelState.WITHDRAWN, False
        held.save(update_fields=["state", "is_first"])
        others = held.proposal.label_requests.exclude(state__in=[LabelState.WITHDRAWN, LabelState.REFUSED])
        following = others.order_by("asked_at", "pk").first()
        if following is not None and not others.filter(is_first=True).exists():
            following.is_first = True
            following.save(update_fields=["is_first"])
        record_action(by=by, verb="withdraw_label_request", target=held.proposal, cluster=held.cluster_id)
    return held


def lock_request(request: LabelRequest) -> LabelRequest:
    """Hold an open request; its proposal comes first, as for everybody who changes both."""
    lock_proposal(request.proposal)
    rows = LabelRequest.objects.select_for_update(of=("self",)).select_related("proposal__round__call", "cluster")
    held = rows.get(pk=request.pk)
    if held.state not in OPEN_LABEL_REQUESTS:
        raise AlreadyDecidedError(_("This request was decided or withdrawn in the meantime."))
    return held


def require_untied(held: LabelRequest, by: User) -> None:
    if is_out_of(by, held):
        raise LabelRefusedError(_("You have stepped aside, or are tied to a partner: another member decides."))


def ask_consortium(*, request: LabelRequest, text: str, by: User) -> LabelMessage:
    """The committee asks the consortium something before it decides."""
    with recorded(by=by, verb="ask_consortium"):
        held = lock_request(request)
        require_untied(held, by)
        message = LabelMessage.objects.create(request=held, is_from_committee=True, text=text, written_by=by)
        held.state = LabelState.QUESTION
        held.save(update_fields=["state"])
        record_action(by=by, verb="ask_consortium", target=held)
        tell_of_question(held)
    return message


def answer_committee(*, request: LabelRequest, text: str, by: User) -> LabelMessage:
    with recorded(by=by, verb="answer_committee"):
        held = lock_request(request)
        message = LabelMessage.objects.create(request=held, is_from_committee=False, text=text, written_by=by)
        held.state = LabelState.EXAMINED
        held.save(update_fields=["state"])
        record_action(by=by, verb="answer_committee", target=held)
        tell_of_answer(held)
    return message


def give_opinion(*, request: LabelRequest, opinion: Opinion, text: str = "", by: User) -> LabelOpinion:
    """A member of the committee says what she thinks; saying it again replaces it."""
    with recorded(by=by, verb="give_opinion"):
        held = lock_request(request)
        require_untied(held, by)
        given, _made = LabelOpinion.objects.update_or_create(
            request=held, user=by, defaults={"opinion": opinion, "text": text}
        )
        if held.state == LabelState.ASKED:
            held.state = LabelState.EXAMINED
            held.save(update_fields=["state"])
        record_action(by=by, verb="give_opinion", target=held, opinion=opinion)
    return given


def step_aside(*, request: LabelRequest, reason: str, by: User) -> Recusal:
    """A member of the committee takes no part in a request; her opinion, if she gave one, goes."""
    with recorded(by=by, verb="step_aside", reason=reason):
        lock_proposal(request.proposal)
        recusal, made = Recusal.objects.get_or_create(request=request, user=by, defaults={"reason": reason})
        if made:
            LabelOpinion.objects.filter(request=request, user=by).delete()
            record_action(by=by, verb="step_aside", target=request, reason=reason)
    return recusal


def decide_label(*, request: LabelRequest, state: LabelState, reasons: str, by: User) -> LabelRequest:
    """Label, co-label or refuse, with reasons; a second label is a co-label, and a refusal always says why."""
    with recorded(by=by, verb="decide_label", reason=reasons):
        held = lock_request(request)
        require_untied(held, by)
        if state not in {*GRANTED_LABELS, LabelState.REFUSED}:
            raise LabelRefusedError(_("A committee labels, co-labels or refuses."))
        if not reasons.strip():
            raise LabelRefusedError(_("Give the reasons: the consortium reads them."))
        now = timezone.now()
        if held.due_at is not None and held.due_at <= now:
            raise LabelRefusedError(_("The hour by which labels were due is over: see the dates of the round."))
        held.state, held.reasons, held.decided_at, held.decided_by = state, reasons, now, by
        held.save(update_fields=["state", "reasons", "decided_at", "decided_by"])
        record_action(by=by, verb="decide_label", target=held, reason=reasons, state=state)
        tell_of_label(held)
        label_decided.send(LabelRequest, label_request=held, by=by)
    return held


def remind_committees(*, today: date) -> int:
    """Once a day: write to whoever decides on a label that is due in so many days; returns how many letters left."""
    rows = LabelRequest.objects.filter(state__in=OPEN_LABEL_REQUESTS, due_at__isnull=False)
    sent = 0
    for request in rows.select_related("proposal__round", "cluster"):
        due = localdate(request.due_at, request.proposal.round.zone)
        if (due - today).days in REMIND_DAYS_BEFORE:
            sent += tell_of_due_label(request)
    return sent
