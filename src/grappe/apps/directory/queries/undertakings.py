"""Who is one single undertaking with whom, as the de minimis regulation means it."""

from collections.abc import Iterable

from django.db.models import Q

from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Organisation, Shareholding

MAJORITY = 50


def single_undertakings(organisations: Iterable[int]) -> dict[int, frozenset[int]]:
    """For each organisation everybody it is linked to, itself included, by the majority of votes or by other control.

    A share of the capital without the votes links nobody. Bodies that only the same public authority controls are not
    linked through it (Regulation (EU) 2023/2831, Article 2(2) and recital 4).
    """
    linked: dict[int, set[int]] = {pk: {pk} for pk in organisations}
    asked, edge = list(linked), set(linked)
    controlling = (Q(voting_share__gt=MAJORITY) | Q(controls=True)) & ~Q(owner__kind=OrganisationKind.PUBLIC_AUTHORITY)
    while edge:
        around = Shareholding.objects.filter(controlling, Q(owned__in=edge) | Q(owner__in=edge))
        pairs = list(around.order_by("pk").values_list("owner_id", "owned_id"))
        edge = {pk for pair in pairs for pk in pair} - linked.keys()
        for owner, owned in pairs:
            whole = linked.setdefault(owner, {owner}) | linked.setdefault(owned, {owned})
            linked |= dict.fromkeys(whole, whole)
    return {pk: frozenset(linked[pk]) for pk in asked}


def single_undertaking(organisation: Organisation) -> frozenset[int]:
    return single_undertakings([organisation.pk])[organisation.pk]


def undertaking_names(organisations: Iterable[int]) -> dict[int, str]:
    """For each organisation the name, for an engine, of the single undertaking it belongs to."""
    return {pk: str(min(whole)) for pk, whole in single_undertakings(organisations).items()}
