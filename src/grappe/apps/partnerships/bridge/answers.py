"""Questions of the pages to the engine, and its answers with the records they speak of."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.bridge.scales import large_ones, usual_scale
from grappe.apps.partnerships.bridge.snapshots import present_ground
from grappe.apps.partnerships.enums import ConsentBasis, PartnerScale
from grappe.apps.partnerships.models import FindConsent, PartnershipProfile, SetAside
from grappe.apps.partnerships.phrases import Told, sentence_of, theme_names
from grappe.apps.partnerships.queries.profiles import published_profiles, with_bodies
from grappe.apps.projects.models import Project
from grappe.engines import matching

SHOWN = 10
# How many clusters are suggested for nothing but a likeness in meaning.
MOST_SOUNDING = 3
# What these say of a body holds whoever asks: they are no ground for a suggestion.
OF_ONE_ALONE = frozenset({"active", "newcomer"})
SAID_LAST = OF_ONE_ALONE | {"same_place"}
# The engine reads no more of a text than its beginning.
LONGEST = 4000


@dataclass(frozen=True)
class Wanted:
    """Must-haves and taste as a page asks them; empty values ask nothing, and no scale is the usual one."""

    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    only_new: bool = False
    diversity: float = 0.0
    count: int = SHOWN
    scale: PartnerScale | None = None


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
    has_simulated_consents: bool = False

    @property
    def are_near_only(self) -> bool:
        """Nothing but nearness speaks for any of them: the register knows little of who asks."""
        return bool(self.rows) and all({told.code for told in one.reasons} <= SAID_LAST for one in self.rows)


def partners_for(organisation: Organisation, wanted: Wanted, *, by_itself: bool = False) -> Suggestions:
    """Partners for an organisation; what it set aside is its own business and counts ``by_itself`` only."""
    dismissed = set_aside_by(organisation) if by_itself else ()
    question = matching.ForOrganisation(str(organisation.pk), wishes=wishes_of(wanted, dismissed))
    scale = wanted.scale or usual_scale(organisation)
    if scale == PartnerScale.ANY:
        return asked(question)
    small = asked(question, small_only=True)
    if scale == PartnerScale.OWN:
        return small
    everybody = asked(question)
    return replace(
        everybody,
        rows=alternated(small.rows, everybody.rows, wanted.count),
        has_simulated_consents=small.has_simulated_consents or everybody.has_simulated_consents,
    )


def alternated(first: list[Suggested], second: list[Suggested], count: int) -> list[Suggested]:
    """Take from the two lists in turn, nobody twice, each in its own order."""
    taken: dict[int, Suggested] = {}
    waiting = [iter(first), iter(second)]
    while waiting and len(taken) < count:
        rows = waiting.pop(0)
        if (row := next((one for one in rows if one.body.pk not in taken), None)) is not None:
            taken[row.body.pk] = row
            waiting.append(rows)
    return list(taken.values())


def partners_for_need(text: str, language: str, organisation: Organisation | None, wanted: Wanted) -> Suggestions:
    """Partners for a need in words."""
    need = read_texts((text, language))
    if not need:
        return Suggestions()
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
    words = read_texts(*needs)
    wishes = matching.Wishes(count=count)
    if words:
        return asked(matching.ForNeed(words, asker, wishes=wishes), among=frozenset(map(str, candidates)))
    if asker is not None:
        return asked(matching.ForOrganisation(asker, wishes=wishes), among=frozenset(map(str, candidates)))
    return Suggestions()


def clusters_for(cluster: Cluster, wanted: Wanted, *, abroad: bool = True, by_itself: bool = False) -> Suggestions:
    """Clusters of other countries that fit a cluster, or of any; what it set aside counts ``by_itself`` only."""
    rows = SetAside.objects.filter(cluster=cluster).values_list("other_cluster", flat=True)
    dismissed = tuple(str(one) for one in rows) if by_itself else ()
    return asked(matching.ForCluster(str(cluster.pk), abroad=abroad, wishes=wishes_of(wanted, dismissed)))


def read_texts(*texts: tuple[str, str]) -> tuple[matching.Text, ...]:
    """Texts with their languages as the engine reads them: no more than their beginning, none that is empty."""
    read = ((text.replace("\x00", " ").strip()[:LONGEST], language) for text, language in texts)
    return tuple(matching.Text(text, language) for text, language in read if text)


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


def asked(question: matching.Question, *, among: frozenset[str] | None = None, small_only: bool = False) -> Suggestions:
    """Ask the snapshot in force; what has come into the register since waits for the next one."""
    ground = present_ground()
    if ground is None:
        return Suggestions(is_ready=False)
    if among is not None:
        outside = frozenset(ground.register.place_of.keys() - among)
        question = replace(question, wishes=replace(question.wishes, excluded=outside))
    if small_only:
        question = replace(question, wishes=replace(question.wishes, excluded=large_ones(ground)))
    try:
        answer = matching.suggest(ground, question)
    except matching.MatchingError:
        return Suggestions(is_ready=False)
    if isinstance(question, matching.ForCluster):
        return told_clusters(answer)
    is_group = isinstance(question, matching.ForConsortium)
    told_rules = isinstance(question, matching.ForConsortium) and question.rules.least_countries > 1
    return told_organisations(answer, of_group=is_group, told_rules=told_rules)


def told_organisations(answer: matching.Answer, *, of_group: bool = False, told_rules: bool = False) -> Suggestions:
    """The bodies in the answer's order, with their reasons in words; a constant number of questions to the database."""
    keys = [int(one.id) for one in answer.suggestions]
    bodies = Organisation.objects.filter(merged_into=None).defer("search", "provenance").in_bulk(keys)
    profiles: dict[int | None, PartnershipProfile] = {}
    rows = with_bodies(published_profiles(today=timezone.localdate()).filter(organisation__in=keys))
    for profile in rows.order_by("published_on", "pk"):
        profiles[profile.organisation_id] = profile
    consents = consents_of("organisation", keys)
    records = records_of(answer)
    found = [
        Suggested(bodies[key], told_reasons(one, records, of_group=of_group, told_rules=told_rules), profiles.get(key))
        for key, one in zip(keys, answer.suggestions, strict=True)
        if key in bodies and (key in consents or key in profiles)
    ]
    grounded = [one for one in found if not {reason.code for reason in one.reasons} <= OF_ONE_ALONE]
    return Suggestions(grounded, answer.considered, has_simulated_consents=ConsentBasis.SIMULATED in consents.values())


def consents_of(kind: str, keys: list[int]) -> dict[int, str]:
    """The consents that stand now, with their basis: one taken back since the snapshot holds at once."""
    return dict(FindConsent.objects.filter(**{f"{kind}__in": keys}).values_list(kind, "basis"))


def told_reasons(
    suggestion: matching.Suggestion, records: dict[str, Any], *, of_group: bool = False, told_rules: bool = False
) -> tuple[Told, ...]:
    """The reasons in words: what speaks of both sides first, what is true of the one alone last; no idle ones."""
    reasons = [one for one in suggestion.reasons if told_rules or one.code is not matching.Code.MEETS_RULE]
    worded = {evidence for one in reasons if one.code is matching.Code.SAME_WORDS for evidence in one.evidence}
    kept = [
        one
        for one in reasons
        if one.code is not matching.Code.SAME_SENSE or not one.evidence or not worded.issuperset(one.evidence)
    ]
    told = [sentence_of(reason, records, of_group=of_group) for reason in kept]
    return tuple(sorted((one for one in told if one.sentence), key=said_after))


def said_after(told: Told) -> int:
    """Nearness after what ties the two; what is true of the one alone after that."""
    return (told.code in SAID_LAST) + (told.code in OF_ONE_ALONE)


def told_clusters(answer: matching.Answer) -> Suggestions:
    keys = [int(one.id) for one in answer.suggestions]
    bodies = Cluster.objects.defer("search").in_bulk(keys)
    consents = consents_of("cluster", keys)
    records = records_of(answer)
    found = [
        Suggested(bodies[key], told_reasons(one, records))
        for key, one in zip(keys, answer.suggestions, strict=True)
        if key in bodies and key in consents
    ]
    found = firm_ones_first(found)
    return Suggestions(found, answer.considered, has_simulated_consents=ConsentBasis.SIMULATED in consents.values())


def firm_ones_first(found: list[Suggested]) -> list[Suggested]:
    """Clusters that something ties first; of those that only sound alike no more than a few, as names deceive."""
    sounding = [one for one in found if {reason.code for reason in one.reasons} <= {matching.Code.SAME_SENSE}]
    return [one for one in found if one not in sounding] + sounding[:MOST_SOUNDING]


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
