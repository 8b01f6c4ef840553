"""Why a candidate is suggested: what can be looked at, with its figures."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from grappe.engines.matching.asking import Asked
from grappe.engines.matching.graph import Flags, Integers, row_of
from grappe.engines.matching.ground import Ground
from grappe.engines.matching.measures import Gathered
from grappe.engines.matching.musts import fills
from grappe.engines.matching.overlap import on_themes
from grappe.engines.matching.result import Code, Evidence, EvidenceKind, Reason
from grappe.engines.texts import spellings, terms

# Which measures speak through which reason.
SPOKEN: dict[Code, tuple[str, ...]] = {
    Code.WORKED_TOGETHER: (
        "together",
        "together_fresh",
        "together_share",
        "cosine",
        "links",
        "led_by_them",
        "led_them",
        "overlap",
        "overlap_fresh",
        "overlap_best",
        "overlap_rare",
        "overlap_theme",
        "overlap_plan",
        "overlap_alike",
        "plan_partner",
    ),
    Code.SHARED_PARTNERS: ("shared_partners", "walk", "walk_rare", "plan_walk"),
    Code.SAME_THEMES: (
        "theme_projects",
        "theme_share",
        "themes_alike",
        "budget_gap",
        "plan_projects",
        "plan_any",
        "plan_late",
    ),
    Code.SAME_SECTORS: ("sectors",),
    Code.COMPLEMENTARY: ("kind_lift", "country_lift", "same_kind"),
    Code.SAME_WORDS: ("words", "letters"),
    Code.SAME_SENSE: ("sense", "meanings"),
    Code.OFFERS_WHAT_IS_NEEDED: ("statements",),
    Code.NEEDS_WHAT_IS_OFFERED: ("statements",),
    Code.MEETS_RULE: ("rules",),
    Code.SAME_PLACE: ("same_country", "same_region", "same_place"),
    Code.ACTIVE: ("activity", "popularity", "partner", "experience"),
}
# Likenesses below these are chance.
FEWEST_WORDS, LEAST_SENSE = 0.08, 0.35
# With no more past projects than this a body is a newcomer.
NEWCOMER = 1


@dataclass(frozen=True, eq=False)
class Case:
    """What the reasons for the candidates of one question are drawn from."""

    ground: Ground
    asked: Asked
    told: Gathered

    @cached_property
    def own_projects(self) -> Integers:
        """Places of the projects of those who ask."""
        return projects_of(self.ground, self.asked.seeds)

    @cached_property
    def own_partners(self) -> Flags:
        """Who has been in a project with those who ask, they apart, shape (organisations,)."""
        near = np.zeros(self.ground.count, dtype=np.bool_)
        near[self.told.near.places] = True
        return near

    @cached_property
    def asked_terms(self) -> frozenset[str]:
        """Terms of the question's texts, or else of the texts of those who ask."""
        library = self.ground.library
        own = [library.sources[one].text for one in library.own_texts(self.asked.seeds)]
        return frozenset(term for one in (self.asked.about or own) for term in terms(one, pairs=False))

    @cached_property
    def filled(self) -> dict[str, Flags]:
        """Who can fill each role, shape (organisations,)."""
        return {role.id: fills(self.ground, role) for role in self.asked.roles}


def reasons_for(case: Case, place: int, strengths: dict[Code, float]) -> tuple[Reason, ...]:
    """Return the reasons for one candidate, the strongest first; at least one.

    Parameters
    ----------
    case : of the question.
    place : of the candidate.
    strengths : what each reason adds to the score.
    """
    found = [replace(one, strength=strengths.get(one.code, 0.0)) for one in _all(case, place)]
    ranked = sorted(found, key=lambda one: -one.strength)
    return tuple(ranked[: case.ground.parameters.reasons])


def _all(case: Case, place: int) -> Iterator[Reason]:
    yield from worked_together(case, place)
    yield from shared_partners(case, place)
    yield from same_themes(case, place)
    yield from same_sectors(case, place)
    yield from same_words(case, place)
    yield from statements(case, place)
    yield from fitting(case, place)
    yield from same_place(case, place)
    yield activity(case, place)


def worked_together(case: Case, place: int) -> Iterator[Reason]:
    """Yield the projects that the candidate shares with those who ask.

    Parameters
    ----------
    case : of the question.
    place : of the candidate.
    """
    ground = case.ground
    shared = np.intersect1d(projects_of(ground, np.array([place])), case.own_projects, assume_unique=True)
    if shared.size:
        recent = shared[np.argsort(ground.graph.age[shared], kind="stable")]
        last = ground.register.year - float(ground.graph.age[recent[0]])
        figures = {"projects": float(shared.size), "last_year": last}
        yield Reason(Code.WORKED_TOGETHER, 0.0, figures, (), _projects(ground, recent))


def shared_partners(case: Case, place: int) -> Iterator[Reason]:
    """Yield those who have worked with the candidate and with those who ask; the findable ones are named.

    Parameters
    ----------
    case : of the question.
    place : of the candidate.
    """
    ground = case.ground
    theirs = ground.graph.members[row_of(ground.graph.projects_of, place)].indices
    between = np.unique(theirs[case.own_partners[theirs] & (theirs != place)])
    if between.size:
        # A body that works with few says more than one that works with all.
        named = between[ground.findable[between]]
        rare = named[np.argsort(ground.graph.degree[named], kind="stable")][: ground.parameters.evidence]
        evidence = tuple(Evidence(EvidenceKind.ORGANISATION, ground.register.organisations[one].id) for one in rare)
        yield Reason(Code.SHARED_PARTNERS, 0.0, {"partners": float(between.size)}, (), evidence)


def same_themes(case: Case, place: int) -> Iterator[Reason]:
    """Yield the candidate's projects on the themes asked about.

    Parameters
    ----------
    case : of the question.
    place : of the candidate.
    """
    ground = case.ground
    mine = projects_of(ground, np.array([place]))
    if not case.asked.themes.size or not mine.size:
        return
    held = on_themes(ground, case.asked, mine) > 0
    if held.any():
        recent = mine[held][np.argsort(ground.graph.age[mine[held]], kind="stable")]
        names, there = list(ground.theme_names), np.unique(ground.themes[recent].indices)
        labels = tuple(names[one] for one in case.asked.themes if one in there)
        yield Reason(Code.SAME_THEMES, 0.0, {"projects": float(recent.size)}, labels, _projects(ground, recent))


def same_sectors(case: Case, place: int) -> Iterator[Reason]:
    """Yield the sectors asked for that the candidate has.

    Parameters
    ----------
    case : of the question.
    place : of the candidate.
    """
    names = list(case.ground.sector_names)
    shared = np.intersect1d(row_of(case.ground.sectors, place), case.asked.sectors)
    if shared.size:
        yield Reason(Code.SAME_SECTORS, 0.0, {"sectors": float(shared.size)}, tuple(names[one] for one in shared))


def same_words(case: Case, place: int) -> Iterator[Reason]:
    """Yield the candidate's text that is most like the question, by words and by sense.

    Parameters
    ----------
    case : of the question.
    place : of the candidate.
    """
    library = case.ground.library
    mine = library.texts_of(place)
    if not mine.size:
        return
    about = case.told.about
    for code, likeness, least in (
        (Code.SAME_WORDS, about.by_words(mine), FEWEST_WORDS),
        (Code.SAME_SENSE, about.by_sense(mine), LEAST_SENSE),
    ):
        best = int(likeness.argmax())
        if likeness[best] >= least:
            source = library.sources[mine[best]]
            labels = _shared_words(case, source.text) if code is Code.SAME_WORDS else ()
            yield Reason(code, 0.0, {"likeness": float(likeness[best])}, labels, (source.evidence,))


def statements(case: Case, place: int) -> Iterator[Reason]:
    """Yield the candidate's offer that meets a need, or its need that meets an offer.

    Parameters
    ----------
    case : of the question.
    place : of the candidate.
    """
    library = case.ground.library
    mine = library.texts_of(place)
    for asked, code in (
        (case.told.needs, Code.OFFERS_WHAT_IS_NEEDED),
        (case.told.offers, Code.NEEDS_WHAT_IS_OFFERED),
    ):
        alike = asked.by_either(mine)
        if alike.size and alike.max() >= FEWEST_WORDS:
            source = library.sources[mine[alike.argmax()]]
            yield Reason(code, 0.0, {"likeness": float(alike.max())}, (), (source.evidence,))


def fitting(case: Case, place: int) -> Iterator[Reason]:
    """Yield the roles that the candidate fills and the rules of the call that it helps to meet.

    Parameters
    ----------
    case : of the question.
    place : of the candidate.
    """
    ground, asked = case.ground, case.asked
    roles = tuple(name for name, able in case.filled.items() if able[place])
    if roles:
        yield Reason(Code.FILLS_ROLE, 0.0, {"roles": float(len(roles))}, roles)
    country, present = ground.country.of[place], np.setdiff1d(ground.country.of[asked.seeds], [0])
    met = []
    if country and country not in present and asked.rules.wants_countries(present.size):
        met.append("least_countries")
    kind = ground.kind.names[ground.kind.of[place]]
    there = {ground.kind.names[one] for one in ground.kind.of[asked.seeds]}
    met += ["needed_kinds"] if kind in asked.rules.needed_kinds - there else []
    if met:
        yield Reason(Code.MEETS_RULE, 0.0, {"rules": float(len(met))}, tuple(met))


def same_place(case: Case, place: int) -> Iterator[Reason]:
    """Yield the region or town that the candidate shares with one of those who ask.

    Parameters
    ----------
    case : of the question.
    place : of the candidate.
    """
    ground = case.ground
    for labels in (ground.place, ground.region):
        mine = labels.of[place]
        if mine and mine in labels.of[case.asked.seeds]:
            yield Reason(Code.SAME_PLACE, 0.0, {}, (labels.names[mine],))
            return


def activity(case: Case, place: int) -> Reason:
    """Return how active the candidate has been, or that it is a newcomer.

    Parameters
    ----------
    case : of the question.
    place : of the candidate.
    """
    graph, last = case.ground.graph, float(case.ground.last[place])
    figures = {"projects": float(graph.degree[place])} | ({} if np.isnan(last) else {"last_year": last})
    code = Code.NEWCOMER if graph.degree[place] <= NEWCOMER else Code.ACTIVE
    return Reason(code, 0.0, figures, (), _projects(case.ground, projects_of(case.ground, np.array([place]))))


def projects_of(ground: Ground, some: Integers) -> Integers:
    """Return the places of the projects that some organisations are in.

    Parameters
    ----------
    ground : a register made ready.
    some : places.
    """
    if some.size == 1:
        return row_of(ground.graph.projects_of, int(some[0]))
    return np.unique(ground.graph.projects_of[some].indices).astype(np.int64)


def _projects(ground: Ground, some: Integers) -> tuple[Evidence, ...]:
    shown = some[: ground.parameters.evidence]
    return tuple(Evidence(EvidenceKind.PROJECT, ground.register.projects[one].id) for one in shown)


def _shared_words(case: Case, text: str) -> tuple[str, ...]:
    """The rarest words that a text shares with the question, as the text writes them."""
    library = case.ground.library
    written = spellings(text)
    columns, rarity = library.lexicon.columns, library.lexicon.rarity
    shared = [term for term in written if term in case.asked_terms and term in columns]
    ranked = sorted(shared, key=lambda term: (-rarity[columns[term]], term))
    return tuple(written[term] for term in ranked[: case.ground.parameters.evidence])
