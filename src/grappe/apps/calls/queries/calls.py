"""Calls as everybody reads them, and those a person manages."""

from django.db.models import Count, Prefetch, Q, QuerySet

from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import GRANTED_LABELS, RECEIVED, CallState, ProposalState
from grappe.apps.calls.models import Call, CallRound, CommitteeSeat, LabelRequest, Proposal
from grappe.apps.directory.models import Cluster
from grappe.apps.directory.rules import clusters_of


def shown_calls() -> QuerySet[Call]:
    """Published calls and those that are over, with their rounds, the latest first."""
    rounds = Prefetch("rounds", CallRound.objects.select_related("call").prefetch_related("budgets", "milestones"))
    return Call.objects.exclude(state=CallState.DRAFT).select_related("scheme").prefetch_related(rounds)


def managed_calls(user: User) -> QuerySet[Call]:
    """Every call for the programme office, those of her clusters for an officer."""
    rows = Call.objects.select_related("scheme", "owner_cluster").prefetch_related("rounds")
    if user.has_perm("calls.write_calls"):
        return rows
    return rows.filter(owner_cluster__in=clusters_of(user))


def received_proposals(round: CallRound) -> QuerySet[Proposal]:  # noqa: A002
    """What the round received and nobody took back; drafts stay with their authors."""
    rows = Proposal.objects.filter(round=round, state__in=RECEIVED).select_related("lead")
    return rows.annotate(partner_count=Count("partners")).order_by("reference")


def committee_requests(user: User) -> QuerySet[LabelRequest]:
    """The label requests of the clusters a person examines for, except those she is out of."""
    clusters = set(clusters_of(user)) | set(CommitteeSeat.objects.filter(user=user).values_list("cluster", flat=True))
    rows = LabelRequest.objects.filter(cluster__in=clusters).exclude(state="withdrawn")
    return rows.select_related("proposal__round", "proposal__lead", "cluster").order_by("due_at", "asked_at", "pk")


def label_success(clusters: QuerySet[Cluster]) -> QuerySet[Cluster]:
    """For each cluster how many labels it gave, and what became of the proposals that bear them."""
    given = Q(label_requests__state__in=GRANTED_LABELS)
    decided = ("selected", "refused")
    return clusters.annotate(
        labels_given=Count("label_requests", filter=given),
        **{
            f"labels_{state}": Count("label_requests", filter=given & Q(label_requests__proposal__state=state))
            for state in decided
        },
    )


def draft_count(round: CallRound) -> int:  # noqa: A002
    """How many drafts there are: a number, and nothing of what they say."""
    return Proposal.objects.filter(round=round, state=ProposalState.DRAFT).count()
