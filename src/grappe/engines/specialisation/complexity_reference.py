"""Complexity and relatedness by their definitions: whole matrices, loops, no symmetry used."""

import numpy as np

from grappe.engines.specialisation.tables import Floats


def slow_complexity(held: Floats) -> tuple[Floats, Floats, Floats]:
    """Second eigenvectors of the two matrices of the Atlas, which are not symmetric.

    Parameters
    ----------
    held : shape (regions, industries) of 0 and 1, no row and no column all 0.

    Returns
    -------
    tuple
        ECI, PCI (standardised, sign by diversity and by its mirror) and the eigenvalues in descending order.
    """
    diversity, ubiquity = held.sum(axis=1), held.sum(axis=0)
    regions = (held / ubiquity) @ held.T / diversity[:, None]
    industries = (held.T / diversity) @ held / ubiquity[:, None]
    values, region = _second(regions)
    _, industry = _second(industries)
    region *= np.sign(np.corrcoef(region, diversity)[0, 1])
    # An industry is as complex as the regions that have it are on average.
    industry *= np.sign(np.corrcoef(industry, held.T @ region / ubiquity)[0, 1])
    return region, industry, values


def _second(matrix: Floats) -> tuple[Floats, Floats]:
    values, vectors = np.linalg.eig(matrix)
    order = np.argsort(-values.real)
    vector = vectors[:, order[1]].real
    return values.real[order], (vector - vector.mean()) / vector.std()


def slow_proximity(held: Floats) -> Floats:
    """Least of the two conditional chances, pair by pair.

    Parameters
    ----------
    held : shape (regions, industries) of 0 and 1.

    Returns
    -------
    array
        Shape (industries, industries).
    """
    n = held.shape[1]
    near = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            together = sum(row[i] * row[j] for row in held)
            most = max(sum(row[i] for row in held), sum(row[j] for row in held))
            near[i, j] = together / most if most else 0
    return near


def slow_density(held: Floats, near: Floats) -> Floats:
    """Share of what is near an industry that a region has, cell by cell.

    Parameters
    ----------
    held : shape (regions, industries) of 0 and 1.
    near : shape (industries, industries).

    Returns
    -------
    array
        Shape (regions, industries).
    """
    around = np.full(held.shape, np.nan)
    for r, row in enumerate(held):
        for i, weights in enumerate(near):
            if sum(weights):
                around[r, i] = sum(has * w for has, w in zip(row, weights, strict=True)) / sum(weights)
    return around


def slow_fitness(held: Floats, iterations: int) -> tuple[list[float], list[float]]:
    """The nonlinear map of Tacchella and others, term by term.

    Parameters
    ----------
    held : shape (regions, industries) of 0 and 1, no row and no column all 0.
    iterations : how many.

    Returns
    -------
    tuple
        Fitness of regions, complexity of industries.
    """
    rows, columns = held.shape
    fit, complex_ = [1.0] * rows, [1.0] * columns
    for _ in range(iterations):
        raw = [sum(held[r, i] * complex_[i] for i in range(columns)) for r in range(rows)]
        hard = [1 / sum(held[r, i] / fit[r] for r in range(rows)) for i in range(columns)]
        fit = [value / (sum(raw) / rows) for value in raw]
        complex_ = [value / (sum(hard) / columns) for value in hard]
    return fit, complex_
