"""Grants that are published: what agreements in force give to each partner. Simulated ones never are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from grappe.apps.calls.enums import AidForm
from grappe.apps.directory.enums import IdentifierScheme
from grappe.apps.directory.models import Organisation
from grappe.apps.funding.enums import AgreementState
from grappe.apps.funding.models import Agreement


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
    """By agreement, then by beneficiary."""
    rows = Agreement.objects.exclude(state=AgreementState.DRAFT).filter(decision__proposal__is_simulated=False)
    for agreement in rows.select_related("decision__proposal", "decision__funder").order_by("reference"):
        yield from grants_of(agreement)


def grants_of(agreement: Agreement) -> Iterator[PublishedGrant]:
    proposal, funder = agreement.decision.proposal, agreement.decision.funder
    lines = agreement.lines.filter(aid__gt=0)
    whole = lines.aggregate(sum=Sum("aid"))["sum"]
    small = set(lines.filter(form=AidForm.DE_MINIMIS).values_list("partner__organisation", flat=True))
    sums = lines.order_by("partner__organisation").values_list("partner__organisation").annotate(sum=Sum("aid"))
    for pk, amount in sums:
        beneficiary = Organisation.objects.get(pk=pk)
        yield PublishedGrant(
            reference=agreement.reference,
            project=proposal.acronym,
            title=proposal.title_fr or proposal.title_en or proposal.acronym,
            abstract=proposal.abstract_fr or proposal.abstract_en,
            funder=funder,
            beneficiary=beneficiary,
            beneficiary_siret=siret_of(beneficiary),
            funder_siret=siret_of(funder),
            amount=amount,
            whole=whole,
            signed_on=timezone.localdate(agreement.signed_at),
            starts_on=agreement.starts_on,
            ends_on=agreement.ends_on,
            is_de_minimis=pk in small,
        )


def siret_of(organisation: Organisation) -> str:
    return organisation.identifiers.filter(scheme=IdentifierScheme.SIRET).values_list("value", flat=True).first() or ""
