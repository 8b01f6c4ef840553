"""Everybody's weighed sum in one go: only what differs between questions is computed, and only where it is."""

from collections.abc import Iterator

import numpy as np

from grappe.engines.matching.asking import Asked
from grappe.engines.matching.graph import Flags, Floats, Integers, distinct, logarithm
from grappe.engines.matching.ground import Ground, Labels
from grappe.engines.matching.library import Likeness
from grappe.engines.matching.measures import (
    EXPERIENCED,
    MOST,
    Gathered,
    affinity_of_labels,
    agreement,
    budget_gap,
    themes_alike,
)
from grappe.engines.matching.model import Model

# Candidates measured one by one: the best by their scores.
POOL, POOL_FOR_TASTE = 400, 4000
# Up to so many texts, words are compared by their meaning for all; of more, for the candidates measured one by one.
READ_WHOLE = 2_000
# One score in so many tells which are worth ordering.
SAMPLED = 97
# Candidates, evenly spaced, whose measures make the average one.
CROWD = 500


def scores_of_all(ground: Ground, asked: Asked, told: Gathered, model: Model) -> Floats:
    """Return everybody's weighed sum, up to a constant.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    told : what is near the question.
    model : the weights.

    Returns
    -------
    Floats
        What `model.sums` gives for `measured`, less what everybody has alike, shape (organisations,). The likeness
        by sense is 0 for texts that are not near where the library is larger than `Parameters.compare_all`, and the
        likeness word by word for all where it is larger than `READ_WHOLE`.
    """
    weight = {name: value for name, value in model.weight.items() if value}
    found = standing(ground, model).copy()
    _add_labels(found, ground, asked, weight)
    for some, values in _ties(ground, told, weight):
        found[some] += values
    _add_themes(found, ground, asked, weight)
    _add_sectors(found, ground, asked, weight)
    _add_texts(found, ground, told, weight)
    return found


def standing(ground: Ground, model: Model) -> Floats:
    """Return the part of everybody's score that no question changes, shape (organisations,); kept on the ground.

    Parameters
    ----------
    ground : a register made ready.
    model : the weights.
    """
    weight, graph = model.weight, ground.graph
    key = tuple(weight.items())
    if key not in ground.standings:
        ground.standings[key] = (
            weight.get("partner", 0.0) * np.log1p(ground.partnerships)
            + weight.get("activity", 0.0) * np.log1p(ground.activity)
            + weight.get("popularity", 0.0) * np.log1p(graph.shared_degree)
            + weight.get("experience", 0.0) * (graph.shared_degree >= EXPERIENCED)
        )
    return ground.standings[key]


def best_of(scores: Floats, able: Flags, count: int) -> Integers:
    """Return the places of the best that may be suggested, ascending; all that tie with the last of them.

    Parameters
    ----------
    scores : shape (organisations,).
    able : who may be suggested, shape (organisations,).
    count : wanted.
    """
    some = np.flatnonzero(able & (scores >= _likely_least(scores, count)))
    if some.size < count:
        some = np.flatnonzero(able)
    if some.size <= count:
        return some.astype(np.int64)
    held = scores[some]
    least = np.partition(held, some.size - count)[some.size - count]
    return np.asarray(some[held >= least], dtype=np.int64)


def crowd_of(able: Flags) -> Integers:
    """Return the places of those who stand for all that may be suggested: evenly spaced, or all where they are few.

    Parameters
    ----------
    able : who may be suggested, shape (organisations,).
    """
    some = np.flatnonzero(able).astype(np.int64)
    return some[:: max(1, some.size // CROWD)]


def _likely_least(scores: Floats, count: int) -> float:
    """A score that some four times as many as wanted reach, judged by one in a hundred: most need not be ordered."""
    sample = scores[::SAMPLED]
    wanted = 4 * count // SAMPLED
    return float(np.partition(sample, -wanted)[-wanted]) if 0 < wanted < sample.size else -np.inf


def _tables(ground: Ground, asked: Asked, weight: dict[str, float]) -> Iterator[tuple[Labels, Floats]]:
    """What each label of a kind is worth."""
    for labels, same, lift in (
        (ground.country, "same_country", "country_lift"),
        (ground.region, "same_region", ""),
        (ground.place, "same_place", ""),
        (ground.kind, "same_kind", "kind_lift"),
    ):
        table = weight.get(same, 0.0) * agreement(labels, asked)
        if lift in weight:
            table = table + weight[lift] * affinity_of_labels(labels, asked)
        yield labels, table
    if "rules" in weight:
        present = np.unique(ground.country.of[asked.seeds])
        if asked.rules.wants_countries(np.setdiff1d(present, [0]).size):
            new = np.ones(len(ground.country.names))
            new[0] = 0.0
            new[present] = 0.0
            yield ground.country, weight["rules"] * new
        missing = asked.rules.needed_kinds - {ground.kind.names[place] for place in ground.kind.of[asked.seeds]}
        yield ground.kind, weight["rules"] * np.array([float(name in missing) for name in ground.kind.names])


def _add_labels(found: Floats, ground: Ground, asked: Asked, weight: dict[str, float]) -> None:
    country, kind = np.zeros(len(ground.country.names)), np.zeros(len(ground.kind.names))
    for labels, table in _tables(ground, asked, weight):
        if labels is ground.country:
            country += table
        elif labels is ground.kind:
            kind += table
        elif table.any():
            found += table[labels.of]
    # Both are looked up at once.
    both = (country[:, None] + kind[None, :]).ravel()
    if both.any():
        found += both[ground.kind_by_country]


def _ties(ground: Ground, told: Gathered, weight: dict[str, float]) -> Iterator[tuple[Integers, Floats]]:
    """What ties to those who ask are worth, for those who have any."""
    near, degree = told.near, ground.graph.degree
    of_near = {
        "together": np.log1p(near.counted),
        "together_fresh": np.log1p(near.fresh),
        "together_share": np.sqrt(near.share),
        "cosine": np.sqrt(near.rooted / np.sqrt(degree[near.places] + 1.0)),
        "links": np.log1p(near.linked),
        "led_by_them": np.log1p(2.0 * near.led_by_them),
        "led_them": np.log1p(2.0 * near.led_them),
    }
    if near.places.size:
        yield near.places, sum((weight.get(name, 0.0) * one for name, one in of_near.items()), np.zeros(1))
    if told.overlap.places.size:
        of_overlap = told.overlap.measures()
        yield told.overlap.places, sum((weight.get(name, 0.0) * one for name, one in of_overlap.items()), np.zeros(1))
    plan = told.planned
    # Who is reached at once is reached again by the second step: by staying.
    some = np.flatnonzero((plan.twice != 0) | (plan.projects != 0)).astype(np.int64)
    if some.size:
        yield some, sum((weight.get(name, 0.0) * one for name, one in plan.measures(some).items()), np.zeros(1))
    some = np.flatnonzero(near.allocated != 0).astype(np.int64)
    yield some, weight.get("shared_partners", 0.0) * np.sqrt(np.minimum(near.allocated[some], MOST))
    some = np.flatnonzero(near.walked != 0).astype(np.int64)
    walked = near.walked[some]
    rare = walked / (ground.graph.shared_degree[some] + 1.0)
    yield (
        some,
        weight.get("walk", 0.0) * logarithm(walked, 1e-6) + weight.get("walk_rare", 0.0) * logarithm(rare, 1e-7),
    )


def _add_themes(found: Floats, ground: Ground, asked: Asked, weight: dict[str, float]) -> None:
    if "themes_alike" in weight and asked.seeds.size:
        found += weight["themes_alike"] * themes_alike(ground, asked, None)
    if "budget_gap" in weight and asked.budget:
        found += weight["budget_gap"] * budget_gap(ground, asked, None)
    if asked.themes.size:
        rows = ground.of_theme[asked.themes]
        of_each = np.bincount(rows.indices, rows.data, minlength=ground.count)
        some = np.flatnonzero(of_each != 0)
        held = of_each[some]
        found[some] += weight.get("theme_projects", 0.0) * np.log1p(held)
        found[some] += weight.get("theme_share", 0.0) * held / (ground.theme_total[some] + 0.5)


def _add_sectors(found: Floats, ground: Ground, asked: Asked, weight: dict[str, float]) -> None:
    if "sectors" in weight and asked.sectors.size:
        some, inside = distinct(ground.with_sector[asked.sectors].indices, ground.count)
        held = ground.sectors.indptr[some + 1] - ground.sectors.indptr[some]
        shared = np.bincount(inside, minlength=some.size)
        found[some] += weight["sectors"] * shared / np.sqrt(np.maximum(held, 1.0) * asked.sectors.size)


def _add_texts(found: Floats, ground: Ground, told: Gathered, weight: dict[str, float]) -> None:
    if "words" in weight:
        some = np.flatnonzero(told.about.words != 0).astype(np.int64)
        found += weight["words"] * told.about.of_owners(some, told.about.by_words(some), ground.count)
    if "letters" in weight:
        some = np.flatnonzero(told.about.letters_of_all != 0).astype(np.int64)
        found += weight["letters"] * told.about.of_owners(some, told.about.by_letters(some), ground.count)
    if "sense" in weight:
        some = compared(ground, told.about)
        found += weight["sense"] * told.about.of_owners(some, told.about.by_sense(some), ground.count)
    if "meanings" in weight and len(ground.library.sources) <= READ_WHOLE:
        some = np.arange(len(ground.library.sources))
        found += weight["meanings"] * told.about.of_owners(some, told.about.by_meanings(some), ground.count)
    if "statements" in weight:
        _add_statements(found, ground, told, weight["statements"])


def _add_statements(found: Floats, ground: Ground, told: Gathered, weight: float) -> None:
    best = np.zeros(0)
    for one in (told.needs, told.offers):
        some = compared(ground, one)
        if one.is_asked:
            some = np.union1d(some, np.flatnonzero(one.words != 0)).astype(np.int64)
        if some.size:
            alike = one.of_owners(some, one.by_either(some), ground.count)
            best = np.maximum(best, alike, out=best) if best.size else alike
    if best.size:
        found += weight * best


def compared(ground: Ground, asked: Likeness) -> Integers:
    """Return the places of the texts that are compared by sense: all, or of many the nearest by their sketches.

    Parameters
    ----------
    ground : a register made ready.
    asked : to which they are compared.
    """
    library = ground.library
    if asked.vectors is None:
        return np.zeros(0, dtype=np.int64)
    if len(library.sources) > ground.parameters.compare_all:
        return asked.nearest
    return np.arange(len(library.sources)) if asked.only is None else library.stating(asked.only)
