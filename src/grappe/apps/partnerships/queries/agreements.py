"""The register of agreements: the list, and the network that it draws."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import Q, QuerySet

from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster, Theme
from grappe.apps.directory.rules import clusters_of
from grappe.apps.partnerships.models import PartnershipAgreement, PartnershipParty


@dataclass(frozen=True)
class AgreementsAsked:
    """What a reader asks of the register; empty values ask nothing."""

    words: str = ""
    kind: str = ""
    country: str = ""
    theme: str = ""
    cluster: str = ""


def with_parties(rows: QuerySet[PartnershipAgreement]) -> QuerySet[PartnershipAgreement]:
    return rows.select_related("keeper").prefetch_related("parties__cluster", "parties__organisation", "themes")


def agreements_asked(asked: AgreementsAsked) -> QuerySet[PartnershipAgreement]:
    """The agreements that answer to every filter."""
    rows = PartnershipAgreement.objects.all()
    if asked.words:
        found = Q(pk__in=[])
        for field in ("title_fr", "title_en", "text_fr", "text_en", "parties__name", "parties__cluster__name"):
            found |= Q(**{f"{field}__icontains": asked.words})
        rows = rows.filter(found)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.country:
        rows = rows.filter(
            Q(parties__country=asked.country)
            | Q(parties__cluster__country=asked.country)
            | Q(parties__organisation__country=asked.country)
        )
    if asked.theme:
        rows = rows.filter(themes__code=asked.theme)
    if asked.cluster:
        rows = rows.filter(parties__cluster__slug=asked.cluster)
    return rows.distinct().order_by("code")


def agreements_of(cluster: Cluster) -> QuerySet[PartnershipAgreement]:
    return with_parties(PartnershipAgreement.objects.filter(parties__cluster=cluster)).distinct().order_by("code")


def kept_agreements(user: User) -> QuerySet[PartnershipAgreement]:
    """Those whose record this officer keeps."""
    rows = PartnershipAgreement.objects.all()
    if not user.has_perm("directory.manage_every_cluster"):
        rows = rows.filter(keeper__in=clusters_of(user))
    return with_parties(rows).order_by("ends_on", "code")


@dataclass(frozen=True)
class Node:
    """One party of the network; those that a source does not name stand for their country."""

    key: str
    party: PartnershipParty

    @property
    def country(self) -> str:
        return self.party.shown_country


@dataclass(frozen=True)
class Network:
    """Parties and how many agreements tie each two of them."""

    nodes: tuple[Node, ...]
    ties: tuple[tuple[str, str, int], ...]


def network_of(agreements: Iterable[PartnershipAgreement]) -> Network:
    """The graph of who signed with whom."""
    nodes: dict[str, Node] = {}
    ties: Counter[tuple[str, str]] = Counter()
    for agreement in agreements:
        keys = []
        for party in agreement.parties.all():
            key = key_of(party)
            nodes.setdefault(key, Node(key, party))
            keys.append(key)
        ties.update(combinations(sorted(set(keys)), 2))
    return Network(tuple(nodes.values()), tuple((one, other, count) for (one, other), count in sorted(ties.items())))


def key_of(party: PartnershipParty) -> str:
    if party.cluster_id:
        return f"cluster-{party.cluster_id}"
    if party.organisation_id:
        return f"organisation-{party.organisation_id}"
    return f"name-{party.name}-{party.country}"


def countries_of(agreements: Iterable[PartnershipAgreement]) -> list[tuple[str, int]]:
    """How many agreements have a party in each country, most first."""
    counted: Counter[str] = Counter()
    for agreement in agreements:
        counted.update({party.shown_country for party in agreement.parties.all()} - {""})
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def themes_of(agreements: Iterable[PartnershipAgreement]) -> list[tuple[Theme, int]]:
    """How many agreements each theme has, most first."""
    counted = Counter(theme for agreement in agreements for theme in agreement.themes.all())
    return sorted(counted.items(), key=lambda one: (-one[1], one[0].code))


def standing_count(agreements: Iterable[PartnershipAgreement], *, today: date) -> int:
    """How many are in force on a day, by their own dates."""
    return sum(one.stage(today) == "in_force" for one in agreements)
