"""The register's rows as the engine reads them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from grappe.apps.directory.models import Cluster, Membership, Organisation
from grappe.apps.partnerships.enums import PartnershipKind, ProfileState
from grappe.apps.partnerships.models import FindConsent, PartnershipProfile
from grappe.apps.projects.enums import ParticipationRole
from grappe.apps.projects.models import Participation, Project
from grappe.engines import matching

OFFERS = (PartnershipKind.BUSINESS_OFFER, PartnershipKind.TECHNOLOGY_OFFER)
LANGUAGES = ("fr", "en")
# What a text says at its beginning tells its subject; the engine reads no more.
LONGEST = 4000
# Two texts are not alike because both are invented.
MARKS = re.compile(
    r"\b(simulée?s?|simulated|d[ée]monstration|il ne décrit aucun projet réel|it describes no real project)\b",
    re.IGNORECASE,
)


def register_of(*, today: date) -> matching.Register:
    """Everybody, with whom they worked, what they offer and need; only those who consented are findable."""
    themes = themes_of_members(today)
    kept, findable = set(), findable_organisations(today=today)
    organisations = []
    rows = Organisation.objects.filter(merged_into=None).order_by("pk")
    for one in rows.values_list(*ORGANISATION).iterator(chunk_size=5000):
        kept.add(one[0])
        organisations.append(organisation_of(one, themes, findable))
    return matching.Register(
        year=today.year,
        organisations=tuple(organisations),
        projects=tuple(projects_of(kept)),
        statements=tuple(statements_of(kept, today)),
        clusters=tuple(clusters_of(kept, today)),
    )


ORGANISATION = (
    "pk",
    "kind",
    "country",
    "department__region__code",
    "city",
    "size_category",
    "capabilities_fr",
    "capabilities_en",
    "is_simulated",
)


PROJECT = ("pk", "starts_on", "ends_on", "total_cost", "public_aid", "call", "is_simulated")
PROJECT_TEXTS = ("title_fr", "title_en", "abstract_fr", "abstract_en")
# A month of the year, on average.
DAYS_OF_A_MONTH = 365.25 / 12


def organisation_of(row: tuple[object, ...], themes: dict[int, set[str]], findable: set[int]) -> matching.Organisation:
    pk, kind, country, region, city, size, french, english, is_simulated = row
    key = int(str(pk))
    return matching.Organisation(
        id=str(key),
        findable=key in findable,
        kind=str(kind),
        country=str(country),
        region=str(region or ""),
        place=str(city or ""),
        size=str(size or ""),
        sectors=tuple(sorted(themes.get(key, ()))),
        texts=texts_of(str(french), str(english), f"organisation-{key}", is_simulated=bool(is_simulated)),
    )


def texts_of(french: str, english: str, name: str, *, is_simulated: bool = False) -> tuple[matching.Text, ...]:
    """Texts as the engine reads them; of what is invented, without the words that say so."""
    told = (MARKS.sub("", text) if is_simulated else text for text in (french, english))
    return tuple(
        matching.Text(text[:LONGEST], language, name)
        for language, text in zip(LANGUAGES, told, strict=True)
        if text.strip()
    )


def findable_organisations(*, today: date) -> set[int]:
    """Those who consented to be suggested, or to whom a published profile does."""
    given = FindConsent.objects.exclude(organisation=None).values_list("organisation", flat=True)
    shown = PartnershipProfile.objects.filter(
        state=ProfileState.PUBLISHED, expires_on__gt=today, organisation__isnull=False
    )
    return set(given) | set(shown.values_list("organisation", flat=True))


def themes_of_members(today: date) -> dict[int, set[str]]:
    """The themes of the clusters that each organisation is a member of, and of its profiles."""
    held: dict[int, set[str]] = defaultdict(set)
    members = Membership.objects.filter(period__contains=today, cluster__themes__isnull=False)
    for organisation, theme in members.values_list("organisation", "cluster__themes__code"):
        held[organisation].add(theme)
    profiles = PartnershipProfile.objects.filter(state=ProfileState.PUBLISHED, themes__isnull=False)
    for body, theme in profiles.exclude(organisation=None).values_list("organisation", "themes__code"):
        if body is not None and theme is not None:
            held[body].add(theme)
    return held


def projects_of(kept: set[int]) -> Iterable[matching.Project]:
    """Projects with a year and a partner; simulated ones count as the others, where a demonstration holds them."""
    members: dict[int, list[str]] = defaultdict(list)
    leads: dict[int, str] = {}
    for project, organisation, role in Participation.objects.order_by("pk").values_list(
        "project", "organisation", "role"
    ):
        if organisation in kept and str(organisation) not in members[project]:
            members[project].append(str(organisation))
            if role == ParticipationRole.LEAD:
                leads[project] = str(organisation)
    themes: dict[int, set[str]] = defaultdict(set)
    for project, theme in Project.themes.through.objects.values_list("project", "theme__code"):
        themes[project].add(theme)
    rows = Project.objects.exclude(starts_on=None).order_by("pk")
    names = (*PROJECT, *PROJECT_TEXTS)
    for row in rows.values_list(*names).iterator(5000):
        pk, starts, ends, cost, aid, call, is_simulated, title_fr, title_en, text_fr, text_en = row
        if members[pk] and starts is not None:
            labels = sorted(themes[pk] | ({call} if call else set()))
            yield matching.Project(
                id=str(pk),
                year=starts.year,
                members=tuple(members[pk]),
                lead=leads.get(pk),
                themes=tuple(labels),
                budget=float(cost) if cost is not None else None,
                months=round((ends - starts).days / DAYS_OF_A_MONTH, 1) if ends is not None else None,
                intensity=intensity_of(aid, cost),
                texts=texts_of(
                    f"{title_fr} {text_fr}", f"{title_en} {text_en}", f"project-{pk}", is_simulated=is_simulated
                ),
            )


def intensity_of(aid: Decimal | None, cost: Decimal | None) -> float | None:
    """The share of a cost that aid bears, never above 1; None where either is not known."""
    return min(1.0, float(aid / cost)) if aid is not None and cost else None


def statements_of(kept: set[int], today: date) -> Iterable[matching.Statement]:
    """Published profiles, and what organisations say that they offer and need."""
    profiles = PartnershipProfile.objects.filter(
        state=ProfileState.PUBLISHED, expires_on__gt=today, organisation__in=kept
    )
    for one in profiles.prefetch_related("themes").order_by("pk"):
        french, english = (
            " ".join(getattr(one, f"{name}_{language}") for name in ("title", "summary", "text"))
            for language in LANGUAGES
        )
        yield matching.Statement(
            id=f"profile-{one.pk}",
            organisation=str(one.organisation_id),
            sense=matching.Sense.OFFER if one.kind in OFFERS else matching.Sense.NEED,
            texts=texts_of(french, english, f"profile-{one.pk}", is_simulated=one.is_simulated),
            sectors=tuple(theme.code for theme in one.themes.all()),
        )
    rows = Organisation.objects.filter(merged_into=None).exclude(offers_fr="", offers_en="", needs_fr="", needs_en="")
    names = ("pk", "offers_fr", "offers_en", "needs_fr", "needs_en")
    for pk, offers_fr, offers_en, needs_fr, needs_en in rows.order_by("pk").values_list(*names):
        for sense, french, english in (
            (matching.Sense.OFFER, offers_fr, offers_en),
            (matching.Sense.NEED, needs_fr, needs_en),
        ):
            if texts := texts_of(french, english, f"organisation-{pk}"):
                yield matching.Statement(id=f"{sense}-{pk}", organisation=str(pk), sense=sense, texts=texts)


def clusters_of(kept: set[int], today: date) -> Iterable[matching.Cluster]:
    members: dict[int, list[str]] = defaultdict(list)
    rows = Membership.objects.filter(period__contains=today).order_by("cluster", "organisation")
    for cluster, organisation in rows.values_list("cluster", "organisation").distinct():
        if organisation in kept:
            members[cluster].append(str(organisation))
    given = set(FindConsent.objects.exclude(cluster=None).values_list("cluster", flat=True))
    for one in Cluster.objects.prefetch_related("themes").select_related("department__region").order_by("pk"):
        region = one.department.region if one.department else None
        # The body that runs a cluster works with those of others, as its members do.
        if one.body_id in kept and str(one.body_id) not in members[one.pk]:
            members[one.pk].append(str(one.body_id))
        yield matching.Cluster(
            id=str(one.pk),
            findable=one.pk in given,
            country=one.country,
            region=region.code if region else "",
            themes=tuple(theme.code for theme in one.themes.all()),
            members=tuple(members[one.pk]),
            texts=texts_of(f"{one.name} {one.description_fr}", f"{one.name} {one.description_en}", f"cluster-{one.pk}"),
        )
