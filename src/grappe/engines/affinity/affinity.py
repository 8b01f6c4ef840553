"""The engine's door: from texts to one affinity per proposal and expert."""

import numpy as np

from grappe.engines.affinity.likeness import Weights, blocks, kinds_of, likeness
from grappe.engines.affinity.problem import Floats, Integers, Parameters, Problem, Result
from grappe.engines.texts.encoder import Encoder

DEFAULT = Parameters()
BLEND = Weights()


def affinities(
    problem: Problem,
    *,
    parameters: Parameters = DEFAULT,
    weights: Weights = BLEND,
    encoder: Encoder | None = None,
) -> Result:
    """Say how well each expert's publications fit each proposal.

    Parameters
    ----------
    problem : texts of proposals and experts.
    parameters : which publications count, and how they are joined.
    weights : of the kinds of likeness; that of the encoder is left out without one.
    encoder : turns texts of any language into vectors; None compares words and themes only.

    Returns
    -------
    Result
        Affinities between 0 and 1, and the publication that speaks most for each pair.

    Raises
    ------
    AffinityError
        Named after what is wrong with the problem, the parameters or the encoder.

    Notes
    -----
    See `docs/explanation/affinity.md` for the mathematics and the protocol by which the defaults were chosen.
    """
    kinds = kinds_of(problem.texts, len(problem.proposals), weights, parameters.topics, encoder)
    chosen, counts = latest_publications(problem, parameters.latest)
    shape = (len(problem.proposals), len(problem.experts))
    values, closest = np.zeros(shape), np.zeros(shape, dtype=np.int64)
    for rows in blocks(shape[0], len(chosen)):
        values[rows], places = join_publications(likeness(kinds, chosen, rows), counts, parameters.exponent)
        closest[rows] = chosen[places]
    return Result(values, closest - _starts_of_all(problem))


def latest_publications(problem: Problem, latest: int) -> tuple[Integers, Integers]:
    """Choose the publications that count.

    Parameters
    ----------
    problem : experts and their publications.
    latest : how many of each at most.

    Returns
    -------
    array of int, array of int
        Their places among all publications, expert by expert, and how many each expert has.
    """
    chosen: list[int] = []
    counts, start = [], 0
    for expert in problem.experts:
        years = [-np.inf if one.year is None else one.year for one in expert.publications]
        order = sorted(range(len(years)), key=lambda place: -years[place])[:latest]
        chosen += [start + place for place in sorted(order)]
        counts.append(len(order))
        start += len(years)
    return np.array(chosen, dtype=np.int64), np.array(counts, dtype=np.int64)


def join_publications(alike: Floats, counts: Integers, exponent: float) -> tuple[Floats, Integers]:
    """Join the likenesses to the publications of each expert by their power mean.

    Parameters
    ----------
    alike : of q proposals to the publications, expert by expert; shape (q, d).
    counts : publications of each expert, each 1 or more; they add up to d.
    exponent : of the mean; infinity takes the greatest.

    Returns
    -------
    Floats, array of int
        The means and the column of the publication most like the proposal, both of shape (q, experts).
    """
    starts = np.cumsum(counts) - counts
    best = np.maximum.reduceat(alike, starts, axis=1)
    hits = np.where(alike == np.repeat(best, counts, axis=1), np.arange(alike.shape[1]), alike.shape[1])
    closest = np.minimum.reduceat(hits, starts, axis=1)
    if np.isinf(exponent):
        return best, closest
    # Divided by the best first, so that high powers of small numbers do not vanish.
    scale = np.where(best > 0, best, 1.0)
    powers = (alike / np.repeat(scale, counts, axis=1)) ** exponent
    return scale * (np.add.reduceat(powers, starts, axis=1) / counts) ** (1.0 / exponent), closest


def _starts_of_all(problem: Problem) -> Integers:
    sizes = np.array([len(one.publications) for one in problem.experts], dtype=np.int64)
    return np.cumsum(sizes) - sizes
