"""The programme's clusters as history tells them: names, tiers, label periods, successions, governing bodies."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from grappe.apps.core.enums import Confidence
from grappe.apps.core.models import Source
from grappe.apps.directory.domain.reference import source_code
from grappe.apps.directory.enums import IdentifierScheme, OrganisationKind, SuccessionKind, TerritoryKind
from grappe.apps.directory.models import (
    Cluster,
    ClusterName,
    ClusterSuccession,
    ClusterTier,
    Identifier,
    LabelPeriod,
    Organisation,
    Territory,
    Theme,
)
from grappe.kernel.clusters import load
from grappe.kernel.clusters import model as facts
from grappe.kernel.clusters.themes_told import themes_told
from grappe.kernel.periods import Period
from grappe.kernel.places import department_of_commune

DERIVED = "derived_from_name"


def load_programme(*, today: date) -> int:
    """Load the packaged clusters where they are not held yet; returns how many came in."""
    with transaction.atomic():
        registered = {source.code: source for source in Source.objects.all()}
        known = set(Cluster.objects.values_list("slug", flat=True))
        new = [one for one in load.clusters().values() if one.id not in known]
        held = {one.id: add_cluster(one, today) for one in new}
        add_history(held, registered)
        held |= {one.slug: one for one in Cluster.objects.exclude(slug__in=held)}
        add_successions(held, registered, only={one.id for one in new})
        add_bodies(held, today, only={one.id for one in new})
        foreign = [one for one in load.other_clusters() if one.id not in known]
        for other in foreign:
            add_other_cluster(other, today)
        derive_themes(today)
    return len(new) + len(foreign)


def statement(evidence: facts.Evidence, registered: dict[str, Source]) -> dict[str, Any]:
    """Source and confidence of one fact; the first source that is not our own compiling stands for it."""
    published = [key for key in evidence.sources if key != "compiled"] or list(evidence.sources)
    confidence = Confidence.UNVERIFIED if evidence.to_verify else Confidence.COMPILED
    return {"source": registered.get(source_code(published[0])) if published else None, "confidence": confidence}


def provenance(fields: Iterable[str], evidence: facts.Evidence, today: date) -> dict[str, Any]:
    confidence = Confidence.UNVERIFIED if evidence.to_verify else Confidence.COMPILED
    source = source_code(next((key for key in evidence.sources if key != "compiled"), "compiled"))
    entry = {"source": source, "on": today.isoformat(), "confidence": int(confidence), "by": None}
    return dict.fromkeys(fields, entry)


def as_range(period: Period) -> tuple[date, date | None]:
    return (period.start, period.end)


def add_cluster(one: facts.Cluster, today: date) -> Cluster:
    seat = one.headquarters
    names = sorted(
        (name for name in load.cluster_names() if name.cluster_id == one.id), key=lambda name: name.period.start
    )
    cluster = Cluster.objects.create(
        slug=one.id,
        name=names[-1].name if names else one.name,
        acronym=(names[-1].acronym if names else one.acronym),
        country=one.country,
        founded_on=one.founded,
        city=seat.commune if seat else "",
        longitude=seat.lon if seat else None,
        latitude=seat.lat if seat else None,
        department=department_of_seat(seat),
        provenance=provenance(("name", "acronym", "founded_on", "city", "themes", "territories"), one.evidence, today),
    )
    cluster.themes.set(Theme.objects.filter(code__in=one.themes))
    codes = {TerritoryKind.FORMER_REGION: one.regions_before_2016, TerritoryKind.REGION: one.regions_2016}
    for kind, found in codes.items():
        cluster.territories.add(*Territory.objects.filter(kind=kind, code__in=found))
    return cluster


def department_of_seat(seat: facts.Headquarters | None) -> Territory | None:
    if seat is None:
        return None
    code = department_of_commune(seat.commune_code)
    return Territory.objects.filter(kind=TerritoryKind.DEPARTMENT, code=code).first()


def add_history(held: dict[str, Cluster], registered: dict[str, Source]) -> None:
    ClusterName.objects.bulk_create(
        ClusterName(
            cluster=held[name.cluster_id],
            name=name.name,
            acronym=name.acronym,
            period=as_range(name.period),
            **statement(name.evidence, registered),
        )
        for name in load.cluster_names()
        if name.cluster_id in held
    )
    ClusterTier.objects.bulk_create(
        ClusterTier(
            cluster=held[tier.cluster_id],
            phase=tier.phase,
            tier=tier.tier,
            period=as_range(tier.period),
            **statement(tier.evidence, registered),
        )
        for tier in load.cluster_tiers()
        if tier.cluster_id in held
    )
    LabelPeriod.objects.bulk_create(
        LabelPeriod(
            cluster=held[label.cluster_id],
            status=label.status,
            period=as_range(label.period),
            **statement(label.evidence, registered),
        )
        for label in load.label_periods()
        if label.cluster_id in held
    )


def add_successions(held: dict[str, Cluster], registered: dict[str, Source], *, only: set[str]) -> None:
    ClusterSuccession.objects.bulk_create(
        ClusterSuccession(
            predecessor=held[one.predecessor_id],
            successor=held[one.successor_id],
            kind=SuccessionKind(one.kind),
            happened_on=one.date,
            **statement(one.evidence, registered),
        )
        for one in load.successions()
        if one.predecessor_id in only or one.successor_id in only
    )


def add_bodies(held: dict[str, Cluster], today: date, *, only: set[str]) -> None:
    for body in load.cluster_bodies():
        if body.cluster_id not in only:
            continue
        cluster = held[body.cluster_id]
        evidence = provenance(("kind", "legal_name", "country", "city"), body.evidence, today)
        cluster.body = body_of(body.legal_name, cluster.country, body.city, evidence)
        identify(cluster.body, IdentifierScheme.PIC, body.pic)
        identify(cluster.body, IdentifierScheme.SIREN, body.siren)
        cluster.save()


def body_of(name: str, country: str, city: str, evidence: dict[str, Any]) -> Organisation:
    return Organisation.objects.create(
        kind=OrganisationKind.CLUSTER_BODY, legal_name=name, country=country, city=city, provenance=evidence
    )


def identify(organisation: Organisation, scheme: IdentifierScheme, value: str) -> None:
    if value:
        Identifier.objects.get_or_create(scheme=scheme, value=value, defaults={"organisation": organisation})


def add_other_cluster(other: facts.OtherCluster, today: date) -> None:
    """A cluster outside the programme: the same thing with another flag, known by its body."""
    evidence = provenance(
        ("kind", "legal_name", "name", "country", "city"), facts.Evidence(sources=other.sources, to_verify=False), today
    )
    body = body_of(other.name, other.country, other.city, evidence)
    identify(body, IdentifierScheme.PIC, other.pic)
    Cluster.objects.create(
        slug=other.id, name=other.name, country=other.country, city=other.city, body=body, provenance=evidence
    )


def derive_themes(today: date) -> int:
    """Give clusters outside the programme the themes that their names tell, marked as derived and from which words.

    A cluster whose themes somebody stated keeps them, even where the statement is that it has none.
    """
    outside = {one.id for one in load.other_clusters()}
    without = Cluster.objects.filter(slug__in=outside, themes=None).exclude(provenance__has_key="themes")
    held = {theme.code: theme for theme in Theme.objects.all()}
    found = 0
    for cluster in without:
        told = [one for one in themes_told(cluster.name) if one.theme in held]
        if not told:
            continue
        entry = {
            "source": source_code(DERIVED),
            "on": today.isoformat(),
            "confidence": int(Confidence.UNVERIFIED),
            "by": None,
            "words": list(dict.fromkeys(one.word for one in told)),
        }
        cluster.provenance = cluster.provenance | {"themes": entry}
        cluster.save(update_fields=["provenance", "updated_at"])
        cluster.themes.set(held[one.theme] for one in told)
        found += 1
    return found
