"""Questions of the pages to the engine, and its answers with the records they speak of."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from grappe.apps.calls.enums import RuleCode
from grappe.apps.calls.models import Call
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.bridge.snapshots import present_ground
from grappe.apps.partnerships.models import PartnershipProfile, SetAside
from grappe.apps.partnerships.phrases import Told, sentence_of, theme_names
from grappe.apps.partnerships.queries.profiles import published_profiles, with_bodies
from grappe.apps.projects.models import Project
from grappe.engines import matching

SHOWN = 10


@dataclass(frozen=True)
class Wanted:
    """Must-haves and taste as a page asks them; empty values ask nothing."""

    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    only_new: bool = False
    diversity: float = 0.0
    count: int = SHOWN


@dataclass(frozen=True)
class Suggested:
    """A body, why, and its published profile to answer."""

    body: Any
    reasons: tuple[Told, ...]
    profile: PartnershipProfile | None = None

    @property
    def is_cluster(self) -> bool:
        return isinstance(self.body, Cluster)


@dataclass(frozen=True)
class Suggestions:
    """``is_ready`` is false while the register is being made ready for the first time."""

    rows: list[Suggested] = field(default_factory=list)
    considered: int = 0
    is_ready: bool = True


def partners_for(organisation: Organisation, wanted: Wanted) -> Suggestions:
    """Partners for an organisation."""
    dismissed = set_aside_by(organisation)
    question = matching.ForOrganisation(str(organisation.pk), wishes=wishes_of(wanted, dismissed))
    return asked(question)


def partners_for_need(text: str, language: str, organisation: Organisation | None, wanted: Wanted) -> Suggestions:
    """Partners for a need in words."""
    words = text.replace("\x00", " ").strip()[:4000]
    if not words:
        return Suggestions()
    need = (matching.Text(words, language),)
    dismissed = set_aside_by(organisation) if organisation else ()
    question = matching.ForNeed(
        need, str(organisation.pk) if organisation else None, wishes=wishes_of(wanted, dismissed)
    )
    return asked(question)


def partners_among(
    candidates: Iterable[int], *, organisation: int | None, needs: Iterable[tuple[str, str]], count: int
) -> Suggestions:
    """Partners among these organisations only: for a need in words (text and language), for an organisation, or both.

    Who has neither words nor a record gets no suggestion.
    """
    asker = str(organisation) if organisation is not None else None
    words = tuple(
        matching.Text(text.replace("\x00", " ").strip()[:4000], language) for text, language in needs if text.strip()
    )
    wishes = matching.Wishes(count=count)
    if words:
        return asked(matching.ForNeed(words, asker, wishes=wishes), among=frozenset(map(str, candidates)))
    if asker is not None:
        return asked(matching.ForOrganisation(asker, wishes=wishes), among=frozenset(map(str, candidates)))
    return Suggestions()


def partners_for_group(
    members: Iterable[Organisation], *, about: str = "", language: str = "", call: Call | None = None, wanted: Wanted
) -> Suggestions:
    """Who completes a group, for a call or for any project."""
    names = tuple(str(one.pk) for one in members)
    if not names:
        return Suggestions()
    themes = tuple(call.themes.values_list("code", flat=True)) if call else ()
    question = matching.ForConsortium(
        names,
        lead=names[0],
        themes=themes,
        about=(matching.Text(about[:4000], language),) if about.strip() else (),
        roles=roles_of(call) if call else (),
        rules=rules_of(call) if call else matching.CallRules(),
        wishes=wishes_of(wanted, ()),
    )
    return asked(question)


def clusters_for(cluster: Cluster, wanted: Wanted, *, abroad: bool = True) -> Suggestions:
    """Clusters of other countries that fit a cluster, or of any."""
    rows = SetAside.objects.filter(cluster=cluster).values_list("other_cluster", flat=True)
    dismissed = tuple(str(one) for one in rows)
    return asked(matching.ForCluster(str(cluster.pk), abroad=abroad, wishes=wishes_of(wanted, dismissed)))


def wishes_of(wanted: Wanted, dismissed: tuple[str, ...]) -> matching.Wishes:
    return matching.Wishes(
        count=wanted.count,
        kinds=frozenset(wanted.kinds) or None,
        countries=frozenset(wanted.countries) or None,
        sectors=frozenset(wanted.themes) or None,
        only_new=wanted.only_new,
        dismissed=dismissed,
        diversity=wanted.diversity,
    )


def set_aside_by(organisation: Organisation) -> tuple[str, ...]:
    rows = SetAside.objects.filter(organisation=organisation).values_list("other_organisation", flat=True)
    return tuple(str(one) for one in rows)


def roles_of(call: Call) -> tuple[matching.Role, ...]:
    """A laboratory or school, where the call's rules ask for one."""
    if call.eligibilityrule_rows.filter(code=RuleCode.RESEARCH_PARTNER).exists():
        return (matching.Role("research", kinds=frozenset({"laboratory", "school"})), matching.Role("any"))
    return ()


def rules_of(call: Call) -> matching.CallRules:
    codes = set(call.eligibilityrule_rows.values_list("code", flat=True))
    return matching.CallRules(needed_kinds=frozenset({"firm"}) if RuleCode.FIRMS in codes else frozenset())


def asked(question: matching.Question, *, among: frozenset[str] | None = None) -> Suggestions:
    """Ask the snapshot in force; what has come into the register since waits for the next one."""
    ground = present_ground()
    if ground is None:
        return Suggestions(is_ready=False)
    if among is not None:
        outside = frozenset(ground.register.place_of.keys() - among)
        question = replace(question, wishes=replace(question.wishes, excluded=outside))
    try:
        answer = matching.suggest(ground, question)
    except matching.MatchingError:
        return Suggestions(is_ready=False)
    if isinstance(question, matching.ForCluster):
        return told_clusters(answer)
    return told_organisations(answer)


def told_organisations(answer: matching.Answer) -> Suggestions:
    """The bodies in the answer's order, with their reasons in words; a constant number of questions to the database."""
    keys = [int(one.id) for one in answer.suggestions]
    bodies = Organisation.objects.filter(merged_into=None).defer("search", "provenance").in_bulk(keys)
    profiles: dict[int | None, PartnershipProfile] = {}
    rows = with_bodies(published_profiles(today=timezone.localdate()).filter(organisation__in=keys))
    for profile in rows.order_by("published_on", "pk"):
        profiles[profile.organisation_id] = profile
    records = records_of(answer)
    found = [
        Suggested(
            bodies[int(one.id)],
            tuple(sentence_of(reason, records) for reason in one.reasons),
            profiles.get(int(one.id)),
        )
        for one in answer.suggestions
        if int(one.id) in bodies
    ]
    return Suggestions(found, answer.considered)


def told_clusters(answer: matching.Answer) -> Suggestions:
    bodies = Cluster.objects.defer("search").in_bulk([int(one.id) for one in answer.suggestions])
    records = records_of(answer)
    found = [
        Suggested(bodies[int(one.id)], tuple(sentence_of(reason, records) for reason in one.reasons))
        for one in answer.suggestions
        if int(one.id) in bodies
    ]
    return Suggestions(found, answer.considered)


def records_of(answer: matching.Answer) -> dict[str, Any]:
    """The records that the evidence names, by the engine's names for them."""
    wanted: dict[str, set[int]] = {"project": set(), "organisation": set(), "profile": set(), "cluster": set()}
    for one in answer.suggestions:
        for reason in one.reasons:
            for evidence in reason.evidence:
                kind, number = read_name(evidence)
                if kind in wanted:
                    wanted[kind].add(number)
    held: dict[str, Any] = {"themes": theme_names()}
    for kind, rows in (
        ("project", Project.objects.defer("search", "abstract_fr", "abstract_en")),
        ("organisation", Organisation.objects.defer("search")),
        ("profile", PartnershipProfile.objects.select_related("organisation", "cluster")),
        ("cluster", Cluster.objects.defer("search")),
    ):
        held |= {f"{kind}-{key}": one for key, one in rows.in_bulk(wanted[kind]).items()}
    return held


def read_name(evidence: matching.Evidence) -> tuple[str, int]:
    """Kind and number of what an evidence names: a bare number, or one after its kind."""
    kind, _dash, number = evidence.id.rpartition("-")
    named = {"": str(evidence.kind), "offer": "organisation", "need": "organisation"}.get(kind, kind)
    return named, int(number)
