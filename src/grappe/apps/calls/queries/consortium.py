"""A consortium at a glance."""

from django.db.models import DecimalField, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import RevisionFate
from grappe.apps.calls.models import AnswerRevision, Proposal, ProposalPartner


def consortium_of(proposal: Proposal) -> QuerySet[ProposalPartner]:
    """Every partner with what it costs; the lead first."""
    money = DecimalField(max_digits=16, decimal_places=2)
    cost = Coalesce(Sum("costs__amount"), Value(0), output_field=money)
    rows = proposal.partners.select_related("organisation", "territory").annotate(cost=cost)
    return rows.order_by("-is_lead", "rank", "pk")


def waiting_asides(proposal: Proposal, user: User) -> QuerySet[AnswerRevision]:
    """A person's own texts that came too late and wait to be merged."""
    rows = AnswerRevision.objects.filter(answer__proposal=proposal, saved_by=user, fate=RevisionFate.ASIDE)
    return rows.select_related("answer__question")
