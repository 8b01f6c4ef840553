"""Choose the parameters by cross-validation over experts, and say what that choice is worth on experts not seen."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from task import Floats, Task, losses

from grappe.engines.affinity import Encoder, Parameters, Weights
from grappe.engines.affinity.affinity import join_publications, latest_publications
from grappe.engines.affinity.likeness import Kind, kinds_of, likeness

LATEST = (20, 50)
EXPONENTS = (1.0, 2.0, 3.0, 4.0, 8.0, np.inf)
TOPICS = (25, 50, 100)
WEIGHTS = {"okapi": (0.0, 0.5), "latent": (0.0, 0.2, 0.4, 0.8), "encoder": (0.0, 0.1, 0.2, 0.4)}
FOLDS, REPEATS, DRAWS = 10, 20, 10_000


@dataclass(frozen=True, eq=False)
class Table:
    """Losses of every setting on every expert: shape (settings, experts, 2)."""

    settings: tuple[tuple[Parameters, Weights], ...]
    found: Floats


def settings(*, with_encoder: bool) -> Iterator[tuple[Parameters, Weights]]:
    """Every setting tried; all words count 1 by TF-IDF."""
    encoder = WEIGHTS["encoder"] if with_encoder else (0.0,)
    for latest, exponent, topics in itertools.product(LATEST, EXPONENTS, TOPICS):
        for okapi, latent, sense in itertools.product(WEIGHTS["okapi"], WEIGHTS["latent"], encoder):
            if latent or topics == TOPICS[0]:
                yield Parameters(latest, exponent, topics), Weights(1.0, okapi, latent, sense)


def table(task: Task, encoder: Encoder | None) -> Table:
    """Every setting on every expert; texts are prepared once per number of topics."""
    every = tuple(settings(with_encoder=encoder is not None))
    prepared = {topics: kinds(task, topics, encoder) for topics in TOPICS}
    found = [losses(task, values(task, prepared[some.topics], some, weights)) for some, weights in every]
    return Table(every, np.array(found))


def kinds(task: Task, topics: int, encoder: Encoder | None) -> dict[str, Kind]:
    """Each kind of likeness under its name."""
    names = ("tf_idf", "okapi", "latent", "encoder")[: 4 if encoder is not None else 3]
    count = len(task.problem.proposals)
    return dict(zip(names, kinds_of(task.problem.texts, count, Weights(1, 1, 1, 1), topics, encoder), strict=True))


def values(task: Task, prepared: dict[str, Kind], parameters: Parameters, weights: Weights) -> Floats:
    """Affinities under one setting."""
    shares = {name: getattr(weights, name) for name in prepared}
    used = [replace(kind, share=shares[name] / sum(shares.values())) for name, kind in prepared.items() if shares[name]]
    chosen, counts = latest_publications(task.problem, parameters.latest)
    alike = likeness(used, chosen, slice(0, len(task.problem.proposals)))
    return join_publications(alike, counts, parameters.exponent)[0]


def best(found: Floats, experts: NDArray[np.int64]) -> int:
    """The setting of least loss over some experts."""
    wrong, pairs = np.moveaxis(found[:, experts].sum(axis=1), -1, 0)
    return int(np.argmin(wrong / pairs))


def unseen(found: Floats, seed: int) -> Floats:
    """Losses of each expert, shape (experts, 2), under the setting that was best for the folds without him."""
    count = found.shape[1]
    fold = np.random.default_rng(seed).permutation(count) % FOLDS
    out = np.empty((count, 2))
    for held in range(FOLDS):
        picked = best(found, np.flatnonzero(fold != held))
        out[fold == held] = found[picked, fold == held]
    return out


def interval(found: Floats, seed: int = 0) -> tuple[float, float]:
    """95 % of bootstrap draws of experts."""
    rng = np.random.default_rng(seed)
    drawn = found[rng.integers(0, len(found), (DRAWS, len(found)))].sum(axis=1)
    low, high = np.quantile(drawn[:, 0] / drawn[:, 1], (0.025, 0.975))
    return float(low), float(high)
