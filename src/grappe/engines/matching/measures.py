"""What is measured of every candidate: the graph of past projects, themes, attributes and texts."""

from dataclasses import dataclass

import numpy as np

from grappe.engines.matching.asking import Asked
from grappe.engines.matching.graph import Floats, Integers
from grappe.engines.matching.ground import Ground, Labels
from grappe.engines.matching.library import Likeness
from grappe.engines.matching.model import Model
from grappe.engines.matching.near import Near, near_to
from grappe.engines.matching.overlap import Overlap, Planned, overlap_of, planned
from grappe.engines.matching.register import Sense

MEASURES = (
    "together",
    "together_fresh",
    "together_share",
    "cosine",
    "links",
    "led_by_them",
    "led_them",
    "shared_partners",
    "walk",
    "walk_rare",
    "overlap",
    "overlap_fresh",
    "overlap_best",
    "overlap_rare",
    "overlap_theme",
    "overlap_plan",
    "overlap_alike",
    "plan_partner",
    "plan_walk",
    "plan_projects",
    "plan_any",
    "plan_late",
    "partner",
    "activity",
    "popularity",
    "experience",
    "themes_alike",
    "theme_projects",
    "theme_share",
    "budget_gap",
    "same_country",
    "same_region",
    "same_place",
    "same_kind",
    "kind_lift",
    "country_lift",
    "sectors",
    "words",
    "letters",
    "sense",
    "meanings",
    "statements",
    "rules",
)
# With so many projects shared with others, a body is experienced; resources allocated beyond so many add nothing.
EXPERIENCED, MOST = 3, 50.0


@dataclass(frozen=True, eq=False)
class Measured:
    """Measures of some organisations, columns in the order of `MEASURES`, shape (organisations, measures)."""

    values: Floats

    def column(self, name: str) -> Floats:
        """Return one measure, shape (organisations,)."""
        return np.asarray(self.values[:, MEASURES.index(name)], dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Gathered:
    """What all measures of one question are drawn from.

    Parameters
    ----------
    near : ties to those who ask.
    overlap : past projects with some of those who ask.
    planned : past projects that are near to the plan.
    about : likeness to the plan or the need, or else to the texts of those who ask.
    needs, offers : likeness of offers to the needs asked about, and of needs to the offers.
    """

    near: Near
    overlap: Overlap
    planned: Planned
    about: Likeness
    needs: Likeness
    offers: Likeness

    def compare(self, some: Integers) -> None:
        """Compare by sense also the texts of some organisations that are not near to the question.

        Parameters
        ----------
        some : places.
        """
        for one in (self.about, self.needs, self.offers):
            one.compare(some)


def gathered(ground: Ground, asked: Asked) -> Gathered:
    """Gather once what is near the question: in the graph, by words and by sense.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    """
    library, whole = ground.library, ground.parameters.compare_all
    about = library.asked(asked.about, None, whole) if asked.about else library.asked_by(asked.seeds, whole)
    same = bool(asked.about) and asked.needs == asked.about
    needs = about.restricted(Sense.OFFER) if same else library.asked(asked.needs, Sense.OFFER)
    near = near_to(ground.graph, asked, ground.parameters.memory)
    overlap, near_plan = overlap_of(ground, asked, near), planned(ground, asked)
    return Gathered(near, overlap, near_plan, about, needs, library.asked(asked.offers, Sense.NEED))


def measured(ground: Ground, asked: Asked, some: Integers | None = None, gathering: Gathered | None = None) -> Measured:
    """Measure organisations for a question.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    some : places of the organisations; None is everybody.
    gathering : what `gathered` gave for this question; None gathers it.
    """
    places = np.arange(ground.count) if some is None else some
    told = gathering or gathered(ground, asked)
    found = {
        **graph_measures(ground, told.near, places),
        **told.overlap.at(places),
        **told.planned.measures(places),
        **theme_measures(ground, asked, places),
        **attribute_measures(ground, asked, places),
        **text_measures(told, places),
    }
    return Measured(np.column_stack([found[name] for name in MEASURES]))


def arranged(model: Model, values: Floats) -> Floats:
    """Return columns in a model's order; zeros for a measure that this version does not know.

    Parameters
    ----------
    model : the weights.
    values : columns in the order of `MEASURES`, shape (candidates, measures).
    """
    places = [MEASURES.index(name) if name in MEASURES else -1 for name in model.measures]
    return np.column_stack([values, np.zeros(len(values))])[:, places]


def graph_measures(ground: Ground, near: Near, some: Integers) -> dict[str, Floats]:
    """Measure ties in the graph of past projects.

    Parameters
    ----------
    ground : a register made ready.
    near : ties to those who ask.
    some : places of the organisations.

    Returns
    -------
    dict
        Each of shape (some,).
    """
    graph, walked = ground.graph, near.walked[some]
    return {
        "together": np.log1p(near.at(some, near.counted)),
        "together_fresh": np.log1p(near.at(some, near.fresh)),
        "together_share": np.sqrt(near.at(some, near.share)),
        "cosine": np.sqrt(near.at(some, near.rooted) / np.sqrt(graph.degree[some] + 1.0)),
        "links": np.log1p(near.at(some, near.linked)),
        "led_by_them": np.log1p(2.0 * near.at(some, near.led_by_them)),
        "led_them": np.log1p(2.0 * near.at(some, near.led_them)),
        "shared_partners": np.sqrt(np.minimum(near.allocated[some], MOST)),
        "walk": np.log(walked + 1e-6),
        "walk_rare": np.log(walked / (graph.shared_degree[some] + 1.0) + 1e-7),
        "partner": np.log1p(ground.partnerships[some]),
        "activity": np.log1p(ground.activity[some]),
        "popularity": np.log1p(graph.shared_degree[some]),
        "experience": (graph.shared_degree[some] >= EXPERIENCED).astype(np.float64),
    }


def theme_measures(ground: Ground, asked: Asked, some: Integers) -> dict[str, Floats]:
    """Measure past work on the themes asked about, and with such a budget; zeros when none is.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    some : places of the organisations.
    """
    alike, gap = themes_alike(ground, asked, some), budget_gap(ground, asked, some)
    if not asked.themes.size:
        nothing = np.zeros(some.size)
        return {"themes_alike": alike, "theme_projects": nothing, "theme_share": nothing, "budget_gap": gap}
    wanted = np.zeros(ground.themes.shape[1])
    wanted[asked.themes] = 1.0
    of_each = np.asarray(ground.theme_profile[some] @ wanted, dtype=np.float64)
    return {
        "themes_alike": alike,
        "theme_projects": np.log1p(of_each),
        "theme_share": of_each / (ground.theme_total[some] + 0.5),
        "budget_gap": gap,
    }


def budget_gap(ground: Ground, asked: Asked, some: Integers | None) -> Floats:
    """Return how far the budgets of a candidate's projects are from the one asked about, as a logarithm below 0.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers; zeros when its budget is not known.
    some : places of the organisations; None is everybody.
    """
    if not asked.budget:
        return np.zeros(ground.count if some is None else some.size)
    usual, known = ground.usual_budget if some is None else (one[some] for one in ground.usual_budget)
    gap = usual - np.log(asked.budget)
    np.abs(gap, out=gap)
    gap *= -known
    return np.asarray(gap, dtype=np.float64)


def themes_alike(ground: Ground, asked: Asked, some: Integers | None) -> Floats:
    """Return the cosine of the themes of a candidate's projects to those of the projects of those who ask.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    some : places of the organisations; None is everybody.
    """
    profile = ground.theme_directions
    mine = np.asarray(profile[asked.seeds].sum(axis=0)).ravel() / max(1, asked.seeds.size)
    if some is not None:
        return np.asarray(profile[some] @ mine, dtype=np.float64)
    theirs = np.flatnonzero(mine != 0)
    return np.asarray(ground.directions_of_theme[theirs].T @ mine[theirs], dtype=np.float64)


def attribute_measures(ground: Ground, asked: Asked, some: Integers) -> dict[str, Floats]:
    """Measure where and what a candidate is, next to those who ask.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    some : places of the organisations.
    """
    return {
        "same_country": agreement(ground.country, asked)[ground.country.of[some]],
        "same_region": agreement(ground.region, asked)[ground.region.of[some]],
        "same_place": agreement(ground.place, asked)[ground.place.of[some]],
        "same_kind": agreement(ground.kind, asked)[ground.kind.of[some]],
        "kind_lift": affinity_of_labels(ground.kind, asked)[ground.kind.of[some]],
        "country_lift": affinity_of_labels(ground.country, asked)[ground.country.of[some]],
        "sectors": sector_likeness(ground, asked, some),
        "rules": met_rules(ground, asked, some),
    }


def agreement(labels: Labels, asked: Asked) -> Floats:
    """Return the share of those who ask that bear each label, shape (labels,).

    Parameters
    ----------
    labels : of one kind; the empty one agrees with none.
    asked : the question in numbers.
    """
    counts = np.bincount(labels.of[asked.seeds], minlength=len(labels.names)).astype(np.float64)
    counts[0] = 0.0
    return np.asarray(counts / max(1, asked.seeds.size), dtype=np.float64)


def affinity_of_labels(labels: Labels, asked: Asked) -> Floats:
    """Return how much oftener than by chance each label kept company with the labels of those who ask.

    Parameters
    ----------
    labels : of one kind.
    asked : the question in numbers.

    Returns
    -------
    Floats
        The mean logarithm of the ratio, pulled towards 0 where little was seen; shape (labels,).
    """
    if not asked.seeds.size:
        return np.zeros(len(labels.names))
    return np.asarray(labels.lift[labels.of[asked.seeds]].mean(axis=0), dtype=np.float64)


def sector_likeness(ground: Ground, asked: Asked, some: Integers) -> Floats:
    """Return the cosine of a candidate's sectors to those asked for.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    some : places of the organisations.
    """
    if not asked.sectors.size:
        return np.zeros(some.size)
    wanted = np.zeros(ground.sectors.shape[1])
    wanted[asked.sectors] = 1.0
    rows = ground.sectors[some]
    held = np.diff(rows.indptr)
    return np.asarray(rows @ wanted / np.sqrt(np.maximum(held, 1.0) * asked.sectors.size), dtype=np.float64)


def met_rules(ground: Ground, asked: Asked, some: Integers) -> Floats:
    """Return how many unmet demands of the call a candidate would help to meet.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    some : places of the organisations.
    """
    met, country, kind = np.zeros(some.size), ground.country.of[some], ground.kind.of[some]
    present = np.unique(ground.country.of[asked.seeds])
    if asked.rules.wants_countries(np.setdiff1d(present, [0]).size):
        met += ~np.isin(country, present) & (country > 0)
    there = {ground.kind.names[place] for place in ground.kind.of[asked.seeds]}
    missing = [place for place, name in enumerate(ground.kind.names) if name in asked.rules.needed_kinds - there]
    return met + np.isin(kind, missing)


def text_measures(told: Gathered, some: Integers) -> dict[str, Floats]:
    """Measure texts: of the plan, or else of those who ask, against the candidates'; needs against offers.

    Parameters
    ----------
    told : what is near the question.
    some : places of the organisations.
    """
    stated = [one.best(some, one.by_either) for one in (told.needs, told.offers)]
    return {
        "words": told.about.best(some, told.about.by_words),
        "letters": told.about.best(some, told.about.by_letters),
        "sense": told.about.best(some, told.about.by_sense),
        "meanings": told.about.best(some, told.about.by_meanings),
        "statements": np.maximum(*stated),
    }
