"""What is measured of every candidate: the graph of past projects, themes, attributes and texts."""

from dataclasses import dataclass

import numpy as np

from grappe.engines.matching.asking import Asked
from grappe.engines.matching.graph import Floats, Graph
from grappe.engines.matching.ground import Ground, Labels
from grappe.engines.matching.model import Model
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
    "sense",
    "statements",
    "rules",
)
# With so many projects shared with others, a body is experienced; resources allocated beyond so many add nothing.
EXPERIENCED, MOST = 3, 50.0


@dataclass(frozen=True, eq=False)
class Measured:
    """Measures of all organisations, columns in the order of `MEASURES`, shape (organisations, measures)."""

    values: Floats

    def column(self, name: str) -> Floats:
        """Return one measure, shape (organisations,)."""
        return np.asarray(self.values[:, MEASURES.index(name)], dtype=np.float64)


def measured(ground: Ground, asked: Asked) -> Measured:
    """Measure every organisation for a question.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    """
    found = {
        **graph_measures(ground.graph, asked, ground.parameters.memory),
        **theme_measures(ground, asked),
        **attribute_measures(ground, asked),
        **text_measures(ground, asked),
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


def graph_measures(graph: Graph, asked: Asked, memory: float) -> dict[str, Floats]:
    """Measure ties in the graph of past projects.

    Parameters
    ----------
    graph : of the past.
    asked : the question in numbers.
    memory : years in which a project's weight falls by a factor e.

    Returns
    -------
    dict
        Each of shape (organisations,).
    """
    fresh, partners = graph.fresh(memory), np.maximum(graph.size - 1.0, 1.0)
    touched = graph.touched(asked.seeds, np.ones(asked.seeds.size))
    others = np.ones(graph.members.shape[1])
    others[asked.seeds] = 0.0
    counted = others * (graph.projects_of @ touched)
    return {
        "together": np.log1p(counted),
        "together_fresh": np.log1p(graph.projects_of @ (touched * fresh)),
        "together_share": np.sqrt(graph.projects_of @ (touched / partners)),
        "cosine": np.sqrt(by_root_of_degree(graph, asked) / np.sqrt(graph.degree + 1.0)),
        "links": np.log1p(linked_members(graph, asked)),
        **leading(graph, asked, fresh),
        **two_steps(graph, asked, counted, others),
        "partner": np.log1p(graph.partnerships(memory)),
        "activity": np.log1p(graph.projects_of @ fresh),
        "popularity": np.log1p(graph.shared_degree),
        "experience": (graph.shared_degree >= EXPERIENCED).astype(np.float64),
    }


def by_root_of_degree(graph: Graph, asked: Asked) -> Floats:
    """Return projects with each of those who ask, each divided by the root of his own number, added up (Salton, 1983).

    Parameters
    ----------
    graph : of the past.
    asked : the question in numbers.
    """
    own = 1.0 / np.sqrt(graph.degree[asked.seeds] + 1.0)
    return np.asarray(graph.projects_of @ graph.touched(asked.seeds, own), dtype=np.float64)


def linked_members(graph: Graph, asked: Asked) -> Floats:
    """Return with how many of those who ask each organisation has been in a project: the sum of binary links.

    Parameters
    ----------
    graph : of the past.
    asked : the question in numbers.
    """
    linked = np.zeros(graph.members.shape[1])
    for seed in asked.seeds:
        linked[np.unique(graph.members[graph.projects_of[[seed]].indices].indices)] += 1.0
    return linked


def leading(graph: Graph, asked: Asked, fresh: Floats) -> dict[str, Floats]:
    """Measure projects that those who ask led with the candidate in them, and the other way round.

    Parameters
    ----------
    graph : of the past.
    asked : the question in numbers; with a lead, only the lead's projects count.
    fresh : what is left of each project's weight, shape (projects,).
    """
    asking = asked.seeds if asked.lead < 0 else np.array([asked.lead])
    led = np.isin(graph.lead, asking)
    inside = graph.touched(asking, np.ones(asking.size)) > 0
    known = graph.lead >= 0
    leads = np.bincount(graph.lead[known], (fresh * inside)[known], minlength=graph.members.shape[1])
    return {
        "led_by_them": np.log1p(2.0 * (graph.projects_of @ (fresh * led))),
        "led_them": np.log1p(2.0 * leads),
    }


def two_steps(graph: Graph, asked: Asked, counted: Floats, others: Floats) -> dict[str, Floats]:
    """Measure ties over one partner in between.

    Parameters
    ----------
    graph : of the past.
    asked : the question in numbers.
    counted : projects of each organisation with those who ask; 0 for themselves.
    others : 0 for those who ask, 1 for all others.

    Returns
    -------
    dict
        Resource allocation (Zhou, Lü & Zhang, 2009); the walk of two steps over partnerships weighed by
        1 / (members - 1) (Newman, 2001), and the same divided by the candidate's projects.
    """
    allocated = graph.steps((counted > 0) / np.maximum(graph.partners, 1.0))
    start = np.zeros(others.size)
    start[asked.seeds] = 1.0 / np.maximum(graph.strength[asked.seeds], 1e-9) / max(1, asked.seeds.size)
    first = graph.newman(start) * others
    walked = graph.newman(first / np.maximum(graph.strength, 1e-9)) * others
    return {
        "shared_partners": np.sqrt(np.minimum(allocated, MOST)),
        "walk": np.log(walked + 1e-6),
        "walk_rare": np.log(walked / (graph.shared_degree + 1.0) + 1e-7),
    }


def theme_measures(ground: Ground, asked: Asked) -> dict[str, Floats]:
    """Measure past work on the themes asked about, and with such a budget; zeros when none is.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    """
    alike, gap = themes_alike(ground, asked), budget_gap(ground, asked)
    if not asked.themes.size:
        nothing = np.zeros(ground.count)
        return {"themes_alike": alike, "theme_projects": nothing, "theme_share": nothing, "budget_gap": gap}
    of_each = np.asarray(ground.theme_profile[:, asked.themes].sum(axis=1)).ravel()
    share = of_each / (np.asarray(ground.theme_profile.sum(axis=1)).ravel() + 0.5)
    return {
        "themes_alike": alike,
        "theme_projects": np.log1p(of_each),
        "theme_share": share,
        "budget_gap": gap,
    }


def budget_gap(ground: Ground, asked: Asked) -> Floats:
    """Return how far the budgets of a candidate's projects are from the one asked about, as a logarithm below 0.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers; zeros when its budget is not known.
    """
    if not asked.budget:
        return np.zeros(ground.count)
    gap = -np.abs(ground.usual_budget - np.log(asked.budget))
    return np.asarray(np.nan_to_num(gap, nan=0.0), dtype=np.float64)


def themes_alike(ground: Ground, asked: Asked) -> Floats:
    """Return the cosine of the themes of a candidate's projects to those of the projects of those who ask.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    """
    if not asked.seeds.size:
        return np.zeros(ground.count)
    profile = ground.theme_directions
    return np.asarray(
        profile @ (np.asarray(profile[asked.seeds].sum(axis=0)).ravel() / asked.seeds.size), dtype=np.float64
    )


def attribute_measures(ground: Ground, asked: Asked) -> dict[str, Floats]:
    """Measure where and what a candidate is, next to those who ask.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    """
    return {
        "same_country": agreement(ground.country, asked),
        "same_region": agreement(ground.region, asked),
        "same_place": agreement(ground.place, asked),
        "same_kind": agreement(ground.kind, asked),
        "kind_lift": affinity_of_labels(ground.kind, asked),
        "country_lift": affinity_of_labels(ground.country, asked),
        "sectors": sector_likeness(ground, asked),
        "rules": met_rules(ground, asked),
    }


def agreement(labels: Labels, asked: Asked) -> Floats:
    """Return the share of those who ask that bear a candidate's label.

    Parameters
    ----------
    labels : of one kind; the empty one agrees with none.
    asked : the question in numbers.
    """
    counts = np.bincount(labels.of[asked.seeds], minlength=len(labels.names)).astype(np.float64)
    counts[0] = 0.0
    return np.asarray(counts[labels.of] / max(1, asked.seeds.size), dtype=np.float64)


def affinity_of_labels(labels: Labels, asked: Asked) -> Floats:
    """Return how much oftener than by chance a candidate's label kept company with the labels of those who ask.

    Parameters
    ----------
    labels : of one kind.
    asked : the question in numbers.

    Returns
    -------
    Floats
        The mean logarithm of the ratio, pulled towards 0 where little was seen; shape (organisations,).
    """
    if not asked.seeds.size:
        return np.zeros(labels.of.size)
    return np.asarray(labels.lift[labels.of[asked.seeds]].mean(axis=0)[labels.of], dtype=np.float64)


def sector_likeness(ground: Ground, asked: Asked) -> Floats:
    """Return the cosine of a candidate's sectors to those asked for.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    """
    if not asked.sectors.size:
        return np.zeros(ground.count)
    shared = np.asarray(ground.sectors[:, asked.sectors].sum(axis=1)).ravel()
    held = np.diff(ground.sectors.indptr)
    return np.asarray(shared / np.sqrt(np.maximum(held, 1.0) * asked.sectors.size), dtype=np.float64)


def met_rules(ground: Ground, asked: Asked) -> Floats:
    """Return how many unmet demands of the call a candidate would help to meet.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    """
    met = np.zeros(ground.count)
    present = np.unique(ground.country.of[asked.seeds])
    if np.setdiff1d(present, [0]).size < asked.rules.least_countries:
        met += ~np.isin(ground.country.of, present) & (ground.country.of > 0)
    there = {ground.kind.names[place] for place in ground.kind.of[asked.seeds]}
    missing = asked.rules.needed_kinds - there
    return met + ground.kind.among(missing) if missing else met


def text_measures(ground: Ground, asked: Asked) -> dict[str, Floats]:
    """Measure texts: of the plan, or else of those who ask, against the candidates'; needs against offers.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    """
    library, count = ground.library, ground.count
    words, sense = text_likeness(ground, asked)
    return {
        "words": library.best_of_owners(words, count),
        "sense": library.best_of_owners(sense, count),
        "statements": library.best_of_owners(statement_likeness(ground, asked), count),
    }


def text_likeness(ground: Ground, asked: Asked) -> tuple[Floats, Floats]:
    """Return the likeness of each text of the library to the question, by words and by sense.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    """
    library = ground.library
    if asked.about:
        return library.likeness_by_words(asked.about), library.likeness_by_sense(asked.about)
    # Weighed and encoded already: a body of many projects would else have all of them read again.
    own = np.flatnonzero(np.isin(library.owner, asked.seeds))
    return library.likeness_to_known(np.unique(library.text[own]))


def statement_likeness(ground: Ground, asked: Asked) -> Floats:
    """Return how well each offer meets the needs, and each need the offers, of those who ask; 0 for other texts.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    """
    library = ground.library
    found = np.zeros(len(library.sources))
    for sense, words in ((Sense.OFFER, asked.needs), (Sense.NEED, asked.offers)):
        rows = np.array([one.sense is sense for one in library.sources], dtype=np.bool_)
        if words and rows.any():
            alike = np.maximum(library.likeness_by_words(words), library.likeness_by_sense(words))
            found = np.where(rows, alike, found)
    return found
