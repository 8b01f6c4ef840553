"""Distance-based measures pair by pair, as the papers print them."""

from math import exp, hypot, pi, sqrt

import numpy as np

from grappe.engines.specialisation.tables import Booleans, Floats


def slow_distance_density(points: Floats, weights: Floats, radii: Floats, width: float) -> list[float]:
    """K_d by one Gaussian kernel per pair, reflected at 0.

    Parameters
    ----------
    points : shape (points, 2).
    weights : shape (points,).
    radii : distances.
    width : bandwidth.

    Returns
    -------
    list
        One density per radius.
    """
    pairs = [(i, j) for i in range(len(points)) for j in range(i)]
    total = sum(weights[i] * weights[j] for i, j in pairs)
    found = []
    for r in radii:
        kernels = 0.0
        for i, j in pairs:
            d = hypot(*(points[i] - points[j]))
            kernel = exp(-(((r - d) / width) ** 2) / 2) + exp(-(((r + d) / width) ** 2) / 2)
            kernels += weights[i] * weights[j] * kernel
        found.append(kernels / (total * width * sqrt(2 * pi)))
    return found


def slow_ratio_function(points: Floats, weights: Floats, cases: Booleans, radii: Floats) -> list[float]:
    """M by its definition.

    Parameters
    ----------
    points : shape (points, 2).
    weights : shape (points,).
    cases : shape (points,).
    radii : distances.

    Returns
    -------
    list
        One value per radius, NaN where no case has neighbours.
    """
    n, whole, alike_whole = len(points), sum(weights), sum(weights[cases])
    found = []
    for r in radii:
        top = bottom = 0.0
        for i in np.flatnonzero(cases):
            near = [j for j in range(n) if j != i and hypot(*(points[i] - points[j])) <= r]
            around = sum(weights[j] for j in near)
            if around:
                top += sum(weights[j] for j in near if cases[j]) / around
                bottom += (alike_whole - weights[i]) / (whole - weights[i])
        found.append(top / bottom if bottom else float("nan"))
    return found
