"""Clusters that fit a cluster, and pairs that could found a meta-cluster."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from grappe.engines.matching.errors import UnknownNameError
from grappe.engines.matching.graph import Flags, Floats
from grappe.engines.matching.ground import Ground
from grappe.engines.matching.library import words_of
from grappe.engines.matching.questions import ForCluster, ForMetaCluster, Wishes
from grappe.engines.matching.result import Answer, Code, Evidence, EvidenceKind, Reason, Suggestion
from grappe.engines.texts import encoded, spellings, terms
from grappe.engines.texts.lexicon import lexicon_of

MODEL = "clusters/1"
# What each kind of evidence counts for, chosen by hand: no register of agreements is there to learn from.
WEIGHTS: dict[Code, float] = {
    Code.SAME_THEMES: 1.0,
    Code.COMPLEMENTARY: 1.0,
    Code.SHARED_MEMBERS: 0.7,
    Code.MEMBERS_WORKED_TOGETHER: 1.0,
    Code.SAME_WORDS: 1.0,
    Code.SAME_SENSE: 0.6,
}
LEAST = {Code.SAME_WORDS: 0.05, Code.SAME_SENSE: 0.35}


@dataclass(frozen=True, eq=False)
class Ties:
    """What ties each cluster to each other, by kind of evidence, each between 0 and 1, shape (clusters, clusters)."""

    by: dict[Code, Floats]
    members: sparse.csr_array
    projects: sparse.csr_array
    texts: tuple[str, ...]

    def score(self) -> Floats:
        """Weigh and add all kinds."""
        return np.asarray(sum(WEIGHTS[code] * values for code, values in self.by.items()), dtype=np.float64)


def ties_of(ground: Ground, *, across_sectors: bool) -> Ties:
    """Compare all clusters, once for a register.

    Parameters
    ----------
    ground : a register made ready.
    across_sectors : whether themes are to complete each other rather than to be the same.
    """
    if across_sectors not in ground.ties:
        ground.ties[across_sectors] = _compared(ground, across_sectors=across_sectors)
    return ground.ties[across_sectors]


def _compared(ground: Ground, *, across_sectors: bool) -> Ties:
    register = ground.register
    rows = [(row, ground.register.place_of[name]) for row, one in enumerate(register.clusters) for name in one.members]
    pairs = np.array(sorted(set(rows)), dtype=np.int64).reshape(-1, 2)
    shape = (len(register.clusters), ground.count)
    members = sparse.csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=shape)
    projects = sparse.csr_array(members @ ground.graph.projects_of)
    projects.data[:] = 1.0
    texts = tuple(" ".join([*words_of(one.texts), *one.themes]) for one in register.clusters)
    themes = shared_themes(ground)
    by = {
        Code.SAME_THEMES: np.zeros_like(themes) if across_sectors else themes,
        Code.SHARED_MEMBERS: _cosine(members),
        Code.MEMBERS_WORKED_TOGETHER: _cosine(projects),
        **_alike(ground, texts),
    }
    if across_sectors:
        by[Code.COMPLEMENTARY] = complements(ground)
    return Ties(by, members, projects, texts)


def shared_themes(ground: Ground) -> Floats:
    """Return the share of themes in common (Jaccard, 1901), shape (clusters, clusters).

    Parameters
    ----------
    ground : a register made ready.
    """
    sets = [frozenset(one.themes) for one in ground.register.clusters]
    return np.array([[len(a & b) / max(1, len(a | b)) for b in sets] for a in sets]).reshape(len(sets), len(sets))


def complements(ground: Ground) -> Floats:
    """Return how often the themes of two clusters stand side by side in past projects, beyond chance; 0 to 1.

    Parameters
    ----------
    ground : a register made ready.
    """
    clusters = ground.register.clusters
    together = (ground.themes.T @ ground.themes).toarray()
    held = np.maximum(together.diagonal(), 1.0)
    cosine = together / np.sqrt(np.outer(held, held))
    columns = [[ground.theme_names[one] for one in some.themes if one in ground.theme_names] for some in clusters]
    return np.array(
        [[float(cosine[np.ix_(a, b)].max()) if a and b else 0.0 for b in columns] for a in columns]
    ).reshape(len(clusters), len(clusters))


def suggest_clusters(ground: Ground, question: ForCluster) -> Answer:
    """Answer which clusters fit a cluster.

    Parameters
    ----------
    ground : a register made ready.
    question : names a cluster of the register.
    """
    place = place_of_cluster(ground, question.cluster)
    able = fitting_clusters(ground, question.wishes)
    able[place] = False
    mine = ground.register.clusters[place].country
    if question.abroad:
        able &= np.array([one.country != mine for one in ground.register.clusters], dtype=np.bool_)
    ties = ties_of(ground, across_sectors=False)
    found = [_suggestion(ground, ties, place, int(other), named=False) for other in np.flatnonzero(able)]
    best = sorted((one for one in found if one.reasons), key=lambda one: -one.score)
    return Answer(tuple(best[: question.wishes.count]), int(able.sum()), MODEL)


def suggest_pairs(ground: Ground, question: ForMetaCluster) -> Answer:
    """Answer which pairs of clusters could found a meta-cluster.

    Parameters
    ----------
    ground : a register made ready.
    question : which pairs are looked at.
    """
    for name in sorted(question.within or ()):
        place_of_cluster(ground, name)
    able, clusters = fitting_clusters(ground, question.wishes), ground.register.clusters
    ties = ties_of(ground, across_sectors=question.across_sectors)
    pairs = [
        (int(one), int(other))
        for one in np.flatnonzero(able)
        for other in np.flatnonzero(able)
        if one < other and _pair_fits(ground, question, int(one), int(other))
    ]
    score = ties.score() if clusters else np.zeros((0, 0))
    best = sorted(pairs, key=lambda pair: -score[pair])[: question.wishes.count]
    found = (_suggestion(ground, ties, *pair, named=True) for pair in best)
    return Answer(tuple(one for one in found if one.reasons), len(pairs), MODEL)


def _pair_fits(ground: Ground, question: ForMetaCluster, one: int, other: int) -> bool:
    a, b = ground.register.clusters[one], ground.register.clusters[other]
    inside = question.within is None or not question.within.isdisjoint({a.id, b.id})
    shares = not set(a.themes).isdisjoint(b.themes)
    return inside and (not question.abroad or a.country != b.country) and shares != question.across_sectors


def fitting_clusters(ground: Ground, wishes: Wishes) -> Flags:
    """Return which clusters consented and meet the must-haves; sectors are their themes.

    Parameters
    ----------
    ground : a register made ready.
    wishes : kinds and sizes say nothing of clusters; nor does activity.
    """
    gone = {*wishes.excluded, *wishes.dismissed}
    return np.array(
        [
            one.findable
            and one.id not in gone
            and (wishes.countries is None or one.country in wishes.countries)
            and (wishes.regions is None or one.region in wishes.regions)
            and (wishes.sectors is None or not wishes.sectors.isdisjoint(one.themes))
            for one in ground.register.clusters
        ],
        dtype=np.bool_,
    )


def place_of_cluster(ground: Ground, name: str) -> int:
    """Return the place of a cluster.

    Parameters
    ----------
    ground : a register made ready.
    name : of the cluster.
    """
    if name not in ground.register.cluster_place_of:
        raise UnknownNameError(f"The question names {name}, which is no cluster of the register: add it.")
    return ground.register.cluster_place_of[name]


def _suggestion(ground: Ground, ties: Ties, one: int, other: int, *, named: bool) -> Suggestion:
    ranked = sorted(_reasons(ground, ties, one, other), key=lambda reason: -reason.strength)
    clusters, score = ground.register.clusters, sum(reason.strength for reason in ranked)
    shown = tuple(ranked[: ground.parameters.reasons])
    if named:
        return Suggestion(clusters[one].id, score, shown, clusters[other].id)
    return Suggestion(clusters[other].id, score, shown)


def _reasons(ground: Ground, ties: Ties, one: int, other: int) -> Iterator[Reason]:
    a, b = set(ground.register.clusters[one].themes), ground.register.clusters[other].themes
    for code, values in ties.by.items():
        value = float(values[one, other])
        if value <= LEAST.get(code, 0.0):
            continue
        figures = {"likeness": value}
        labels: tuple[str, ...] = ()
        evidence: tuple[Evidence, ...] = ()
        if code is Code.SAME_THEMES:
            labels = tuple(theme for theme in b if theme in a)
        elif code is Code.COMPLEMENTARY:
            labels = (*sorted(a), *b)
        elif code is Code.SAME_WORDS:
            labels = _words(ties, one, other)
        elif code is Code.SHARED_MEMBERS:
            figures, evidence = _members(ground, ties, one, other)
        elif code is Code.MEMBERS_WORKED_TOGETHER:
            figures, evidence = _projects(ground, ties, one, other)
        yield Reason(code, WEIGHTS[code] * value, figures, labels, evidence)


def _words(ties: Ties, one: int, other: int) -> tuple[str, ...]:
    asked, written = set(terms(ties.texts[one], pairs=False)), spellings(ties.texts[other])
    return tuple(written[term] for term in sorted(asked.intersection(written)))[:5]


def _members(ground: Ground, ties: Ties, one: int, other: int) -> tuple[dict[str, float], tuple[Evidence, ...]]:
    both = np.intersect1d(ties.members[[one]].indices, ties.members[[other]].indices)
    named = both[ground.findable[both]][: ground.parameters.evidence]
    some = ground.register.organisations
    return {"members": float(both.size)}, tuple(Evidence(EvidenceKind.ORGANISATION, some[place].id) for place in named)


def _projects(ground: Ground, ties: Ties, one: int, other: int) -> tuple[dict[str, float], tuple[Evidence, ...]]:
    both = np.intersect1d(ties.projects[[one]].indices, ties.projects[[other]].indices)
    recent = both[np.argsort(ground.graph.age[both], kind="stable")]
    last = ground.register.year - float(ground.graph.age[recent[0]])
    named = tuple(
        Evidence(EvidenceKind.PROJECT, ground.register.projects[place].id)
        for place in recent[: ground.parameters.evidence]
    )
    return {"projects": float(both.size), "last_year": last}, named


def _alike(ground: Ground, texts: tuple[str, ...]) -> dict[Code, Floats]:
    encoder = ground.library.encoder
    bags = [terms(text) for text in texts]
    rows = lexicon_of(bags).rows(bags)
    alike = {Code.SAME_WORDS: (rows @ rows.T).toarray()}
    if encoder is not None and texts:
        vectors = encoded(encoder, texts)
        alike[Code.SAME_SENSE] = np.maximum(vectors @ vectors.T, 0.0)
    return alike


def _cosine(rows: sparse.csr_array) -> Floats:
    shared = (rows @ rows.T).toarray()
    held = np.maximum(shared.diagonal(), 1.0)
    return np.asarray(shared / np.sqrt(np.outer(held, held)), dtype=np.float64)
