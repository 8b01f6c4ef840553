"""From the rows of a proposal to the facts that its rules look at."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Q

from grappe.apps.calls.bridge.ceilings import Taker, ceilings_of, de_minimis_over
from grappe.apps.calls.eligibility import Facts, PartnerFacts
from grappe.apps.calls.enums import GRANTED_LABELS, OPEN_LABEL_REQUESTS, AidForm, PartnerState
from grappe.apps.calls.models import AidRate, CallRound, LabelRequest, Proposal, ProposalPartner
from grappe.apps.directory.enums import OrganisationKind, SizeCategory
from grappe.apps.directory.models import Cluster, Territory
from grappe.apps.directory.queries.undertakings import undertaking_names

NO_KIND = {OrganisationKind.OTHER}


def facts_of(proposal: Proposal, on: date) -> Facts:
    """Everything the rules ask, as it stands; ``on`` is the day on which aid would be granted."""
    partners = list(
        proposal.partners.exclude(state=PartnerState.DECLINED)
        .select_related("organisation", "territory__region", "territory__former_region")
        .prefetch_related("costs", "other_aids")
    )
    requests = list(proposal.label_requests.select_related("cluster").prefetch_related("cluster__territories"))
    granted = [one for one in requests if one.state in GRANTED_LABELS]
    waiting = [one for one in requests if one.state in OPEN_LABEL_REQUESTS]
    groups = undertaking_names(partner.organisation_id for partner in partners)
    takers = [taker_of(partner, groups, granted + waiting, labelled=bool(granted)) for partner in partners]
    ceilings = ceilings_of(takers, list(rates_of(proposal.round)), on)
    first = [one.cluster for one in granted + waiting if one.is_first]
    return Facts(
        partners=tuple(
            PartnerFacts(
                id=partner.pk,
                name=partner.organisation.legal_name,
                group=taker.group,
                is_lead=partner.is_lead,
                kind=None if partner.organisation.kind in NO_KIND else partner.organisation.kind,
                country=partner.organisation.country or None,
                size=taker.size,
                cost=taker.cost,
                in_label_territory=taker.in_territory,
                in_first_territory=is_within(partner.territory, first),
                aid=taker.aid,
                ceiling=ceilings.get(partner.pk),
                de_minimis=sum((amount for _day, amount in taker.de_minimis), Decimal(0)),
                de_minimis_over=de_minimis_over(taker.de_minimis, on),
            )
            for partner, taker in zip(partners, takers, strict=True)
        ),
        labels=len(granted),
        labels_asked=len(waiting),
        months=proposal.months,
    )


def taker_of(
    partner: ProposalPartner, groups: dict[int, str], requests: list[LabelRequest], *, labelled: bool
) -> Taker:
    """What the state-aid engine asks of one partner."""
    size = partner.organisation.size_category
    aids = list(partner.other_aids.all())
    beside = sum((aid.amount for aid in aids if aid.is_for_same_costs), Decimal(0))
    costs: dict[str, Decimal] = {}
    for cost in partner.costs.all():
        costs[cost.nature] = costs.get(cost.nature, Decimal(0)) + cost.amount
    return Taker(
        id=partner.pk,
        group=groups[partner.organisation_id],
        kind=partner.organisation.kind,
        size=None if size in {"", SizeCategory.UNKNOWN} else size,
        rate_class=partner.rate_class,
        is_economic=partner.is_economic,
        may_publish=partner.may_publish,
        state=partner.organisation.country or "FR",
        in_territory=is_within(partner.territory, [one.cluster for one in requests]),
        is_labelled=labelled,
        costs=costs,
        aid=None if partner.aid_requested is None else partner.aid_requested + beside,
        de_minimis=tuple((aid.granted_on, aid.amount) for aid in aids if aid.form == AidForm.DE_MINIMIS),
    )


def is_within(territory: Territory | None, clusters: list[Cluster]) -> bool | None:
    """Whether a department belongs to the territory of one of the clusters; None where nothing states it."""
    if territory is None or not clusters:
        return None
    around = {territory.pk, territory.region_id, territory.former_region_id}
    known = [{place.pk for place in cluster.territories.all()} for cluster in clusters]
    if any(places & around for places in known):
        return True
    return None if not all(known) else False


def rates_of(round: CallRound) -> Iterable[AidRate]:  # noqa: A002
    """The rates of the round, then those that hold for every round of its call."""
    rows = AidRate.objects.filter(call=round.call_id).filter(Q(round=round) | Q(round=None))
    return sorted(rows, key=lambda rate: (rate.round_id is None, rate.pk))
