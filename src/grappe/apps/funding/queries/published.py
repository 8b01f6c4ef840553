"""Grants that are published: what agreements in force give to each partner. Simulated ones never are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch
from django.utils import timezone

from grappe.apps.calls.enums import AidForm
from grappe.apps.directory.enums import IdentifierScheme
from grappe.apps.directory.models import Identifier, Organisation
from grappe.apps.funding.enums import AgreementState
from grappe.apps.funding.models import Agreement, AgreementLine


@dataclass(frozen=True)
class PublishedGrant:
    """Euros from one funder to one beneficiary; ``share`` of the whole agreement, 0 to 1."""

    reference: str
    project: str
    title: str
    abstract: str
    funder: Organisation
    beneficiary: Organisation
    beneficiary_siret: str
    funder_siret: str
    amount: Decimal
    whole: Decimal
    signed_on: date
    starts_on: date
    ends_on: date
    is_de_minimis: bool

    @property
    def share(self) -> Decimal:
        return self.amount / self.whole


def published_grants() -> Iterator[PublishedGrant]:
    """By agreement, then by beneficiary; a fixed number of queries, however many there are."""
    rows = Agreement.objects.exclude(state=AgreementState.DRAFT).filter(decision__proposal__is_simulated=False)
    paid = AgreementLine.objects.filter(aid__gt=0).select_related("partner")
    agreements = list(
        rows.select_related("decision__proposal", "decision__funder")
        .prefetch_related(Prefetch("lines", queryset=paid, to_attr="paid_lines"))
        .order_by("reference")
    )
    people = {one.decision.funder_id for one in agreements}
    people |= {line.partner.organisation_id for one in agreements for line in lines_of(one)}
    known = Known(Organisation.objects.in_bulk(people), sirets_of(people))
    for agreement in agreements:
        yield from grants_of(agreement, known)


@dataclass(frozen=True)
class Known:
    """Organisations by their number, and the SIRET of those that have one."""

    organisations: dict[int, Organisation]
    sirets: dict[int, str]


def lines_of(agreement: Agreement) -> list[AgreementLine]:
    found: list[AgreementLine] = agreement.paid_lines  # type: ignore[attr-defined] # what the prefetch laid there
    return found


def grants_of(agreement: Agreement, known: Known) -> Iterator[PublishedGrant]:
    proposal, funder = agreement.decision.proposal, agreement.decision.funder_id
    sums: dict[int, Decimal] = {}
    for line in lines_of(agreement):
        sums[line.partner.organisation_id] = sums.get(line.partner.organisation_id, Decimal(0)) + line.aid
    small = {line.partner.organisation_id for line in lines_of(agreement) if line.form == AidForm.DE_MINIMIS}
    for pk, amount in sorted(sums.items()):
        yield PublishedGrant(
            reference=agreement.reference,
            project=proposal.acronym,
            title=proposal.title_fr or proposal.title_en or proposal.acronym,
            abstract=proposal.abstract_fr or proposal.abstract_en,
            funder=known.organisations[funder],
            beneficiary=known.organisations[pk],
            beneficiary_siret=known.sirets.get(pk, ""),
            funder_siret=known.sirets.get(funder, ""),
            amount=amount,
            whole=sum(sums.values(), Decimal(0)),
            signed_on=timezone.localdate(agreement.signed_at),
            starts_on=agreement.starts_on,
            ends_on=agreement.ends_on,
            is_de_minimis=pk in small,
        )


def sirets_of(organisations: set[int]) -> dict[int, str]:
    rows = Identifier.objects.filter(organisation__in=organisations, scheme=IdentifierScheme.SIRET).order_by("-pk")
    return dict(rows.values_list("organisation_id", "value"))
