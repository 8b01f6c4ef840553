"""The call's own aid rates as the state-aid engine reads them: one rate for each partner."""

from dataclasses import replace

from grappe.apps.calls.bridge.aid_rules import rules_in_use
from grappe.apps.calls.enums import GRANTED_LABELS, Beneficiary
from grappe.apps.calls.models import AidRate, Proposal, ProposalPartner
from grappe.apps.directory.enums import OrganisationKind, SizeCategory
from grappe.apps.directory.models import Territory
from grappe.engines import aid
from grappe.engines.aid.rules import Rate, Scheme

RESEARCH = {OrganisationKind.LABORATORY, OrganisationKind.SCHOOL}
CLASSES = {
    SizeCategory.MICRO: (Beneficiary.MICRO, Beneficiary.SMALL, Beneficiary.SME),
    SizeCategory.SMALL: (Beneficiary.SMALL, Beneficiary.SME),
    SizeCategory.MEDIUM: (Beneficiary.MEDIUM, Beneficiary.SME),
    SizeCategory.SME: (Beneficiary.SME,),
    SizeCategory.ETI: (Beneficiary.ETI, Beneficiary.LARGE),
}
OF_THE_CALL = "call"


def book_for(proposal: Proposal, partners: list[ProposalPartner]) -> tuple[aid.RuleBook, str | None]:
    """The rules with this call's rates in them, and the name they go by; None where the call states no rate."""
    book = rules_in_use()
    rows = [
        row for row in AidRate.objects.filter(call=proposal.round.call_id) if row.round_id in {None, proposal.round_id}
    ]
    if not rows:
        return book, None
    # A round's own rates replace those of the whole call.
    rows = [row for row in rows if row.round_id] or rows
    lands, is_labelled = labelling_territories(proposal)
    rates = tuple(rate for one in partners if (rate := rate_of(rows, one, lands, is_labelled=is_labelled)))
    source = rows[0].source
    scheme = Scheme(OF_THE_CALL, None, None, source, aid.Status.VERIFIED, rates)
    return replace(book, schemes=(scheme,)), OF_THE_CALL


def rate_of(rows: list[AidRate], partner: ProposalPartner, lands: set[int], *, is_labelled: bool) -> Rate:
    """The lowest rate that fits: where something is not known, no partner is promised more than is sure."""
    is_inside = partner.territory_id in lands if partner.territory_id else False
    fitting = [row for row in rows if row.in_territory in {None, is_inside} and row.is_labelled in {None, is_labelled}]
    for wanted in classes_of(partner):
        found = [row for row in fitting if row.beneficiary == wanted]
        if found:
            least = min(found, key=lambda row: row.rate)
            return Rate(str(partner.pk), least.rate, basis=least.basis_en or "full costs")
    return Rate(str(partner.pk), min(row.rate for row in rows))


def classes_of(partner: ProposalPartner) -> tuple[str, ...]:
    if partner.rate_class:
        return (partner.rate_class,)
    if partner.organisation.kind in RESEARCH:
        return (Beneficiary.LABORATORY,)
    return CLASSES.get(SizeCategory(partner.organisation.size_category or "unknown"), (Beneficiary.LARGE,))


def labelling_territories(proposal: Proposal) -> tuple[set[int], bool]:
    """The departments of the clusters that labelled the proposal, and whether one did."""
    granted = proposal.label_requests.filter(state__in=GRANTED_LABELS)
    clusters = list(granted.values_list("cluster_id", flat=True))
    direct = Territory.objects.filter(clusters__in=clusters).values_list("pk", flat=True)
    inside = Territory.objects.filter(region__in=direct).values_list("pk", flat=True)
    former = Territory.objects.filter(former_region__in=direct).values_list("pk", flat=True)
    return {*direct, *inside, *former}, bool(clusters)
