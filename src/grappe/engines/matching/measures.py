"""What is measured of every candidate: the graph of past projects, themes, attributes and texts."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from grappe.engines.matching.asking import Asked
from grappe.engines.matching.graph import Floats, Graph
from grappe.engines.matching.ground import Ground, Labels
from grappe.engines.matching.register import Sense

MEASURES = (
    "together",
    "together_share",
    "shared_partners",
    "walk",
    "activity",
    "popularity",
    "theme_projects",
    "theme_share",
    "same_country",
    "same_region",
    "same_place",
    "kind_lift",
    "country_lift",
    "sectors",
    "words",
    "sense",
    "statements",
    "rules",
)
# Added to counts of pairs before the logarithm: what was seen once or never says little.
DOUBT = 2.0


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
    fresh, others = graph.fresh(memory), np.maximum(graph.size - 1.0, 1.0)
    seeds = np.zeros(graph.members.shape[1])
    seeds[asked.seeds] = 1.0
    touched = np.asarray(graph.members @ seeds)
    together = graph.projects_of @ (touched * fresh)
    newman = graph.projects_of @ (touched / others)
    # Those who ask are no bridge to themselves.
    bridges = np.where(seeds > 0, 0.0, newman)
    spread = graph.projects_of @ ((graph.members @ (bridges / np.maximum(graph.degree, 1.0))) / others)
    raw = np.where(seeds > 0, 0.0, graph.projects_of @ touched)
    allocated = graph.projects_of @ (graph.members @ (np.minimum(raw, 1.0) / np.maximum(graph.degree, 1.0) ** 1.0))
    return {
        "together": np.log1p(together),
        "together_share": np.log1p(newman),
        "shared_partners": np.log1p(allocated),
        "walk": np.sqrt(spread),
        "activity": np.log1p(graph.projects_of @ fresh),
        "popularity": np.log1p(graph.degree),
    }


def theme_measures(ground: Ground, asked: Asked) -> dict[str, Floats]:
    """Measure past work on the themes asked about; zeros when none is.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    """
    graph = ground.graph
    if not asked.themes.size:
        return {"theme_projects": np.zeros(ground.count), "theme_share": np.zeros(ground.count)}
    on_theme = np.asarray(ground.themes[:, asked.themes].sum(axis=1)).ravel()
    of_each = graph.projects_of @ on_theme
    return {"theme_projects": np.log1p(of_each), "theme_share": of_each / (graph.degree + DOUBT)}


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
        "kind_lift": affinity_of_labels(ground.graph, ground.kind, asked),
        "country_lift": affinity_of_labels(ground.graph, ground.country, asked),
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


def affinity_of_labels(graph: Graph, labels: Labels, asked: Asked) -> Floats:
    """Return how much oftener than by chance a candidate's label kept company with the labels of those who ask.

    Parameters
    ----------
    graph : of the past.
    labels : of one kind.
    asked : the question in numbers.

    Returns
    -------
    Floats
        The mean logarithm of the ratio, pulled towards 0 where little was seen; shape (organisations,).
    """
    if not asked.seeds.size:
        return np.zeros(labels.of.size)
    return np.asarray(lift_of(graph, labels)[labels.of[asked.seeds]].mean(axis=0)[labels.of], dtype=np.float64)


def lift_of(graph: Graph, labels: Labels) -> Floats:
    """Return the logarithm of seen over expected pairs of labels in past projects, shape (labels, labels).

    Parameters
    ----------
    graph : of the past.
    labels : of one kind; the empty one has no lift.
    """
    count = len(labels.names)
    bears = sparse.csr_array((np.ones(labels.of.size), (np.arange(labels.of.size), labels.of)), (labels.of.size, count))
    weighed = sparse.diags_array(1.0 / np.maximum(graph.size - 1.0, 1.0)) @ graph.members
    inside = (graph.members @ bears).toarray()
    pairs = inside.T @ (weighed @ bears).toarray()
    pairs -= np.diag(np.asarray(weighed.sum(axis=0)).ravel() @ bears.toarray())
    whole = pairs.sum()
    expected = np.outer(pairs.sum(axis=1), pairs.sum(axis=0)) / max(whole, 1.0)
    lift = np.log((np.maximum(pairs, 0.0) + DOUBT) / (expected + DOUBT))
    lift[0] = lift[:, 0] = 0.0
    return np.asarray(lift, dtype=np.float64)


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
    own = [library.sources[text].text for place in asked.seeds for text in library.texts_of(place)]
    about = asked.about or tuple(dict.fromkeys(own))
    return library.likeness_by_words(about), library.likeness_by_sense(about)


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
