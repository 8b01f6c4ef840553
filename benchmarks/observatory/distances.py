"""K_d exact and gridded against a blocked pair count in plain numpy, and bands over all sites of a country."""

import resource
import sys
import time

import numpy as np

from grappe.engines.specialisation import density_band, distance_density, gridded_distance_density, ratio_band

RADII = np.linspace(0, 180, 501)[1:]


def country(number: int, seed: int = 1) -> np.ndarray:
    """Draw places in and about 300 towns of very different size, a quarter anywhere in 900 km by 900 km."""
    chance = np.random.default_rng(seed)
    towns, size = chance.random((300, 2)) * 900, chance.pareto(1.1, 300) + 1
    near = towns[chance.choice(300, number, p=size / size.sum())]
    near += chance.normal(size=(number, 2)) * np.where(chance.random(number) < 0.7, 6, 60)[:, None]
    return np.where(chance.random(number)[:, None] < 0.25, chance.random((number, 2)) * 900, near)


def plain_pair_count(points: np.ndarray, bins: int = 1 << 14) -> np.ndarray:
    """Count all pairs by distance, in blocks, as one writes it in numpy."""
    counts = np.zeros(bins + 1)
    x, y = points.T.copy()
    for first in range(0, len(x), 128):
        for begin in range(first, len(x), 2048):
            rows, columns = slice(first, first + 128), slice(begin, begin + 2048)
            apart = np.sqrt((x[rows, None] - x[columns]) ** 2 + (y[rows, None] - y[columns]) ** 2)
            place = np.minimum(apart * (bins / 360), bins).astype(np.intp)
            counts += np.bincount(place.ravel(), minlength=bins + 1)
    return counts


def memory() -> float:
    """Return the most memory held so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def compare(number: int) -> None:
    """Print CPU seconds and errors for one number of points."""
    points = country(number)
    marks = [time.process_time()]
    gridded = gridded_distance_density(points, RADII)
    marks.append(time.process_time())
    exact = distance_density(points, RADII, bandwidth=gridded.bandwidth)
    marks.append(time.process_time())
    held = memory()
    plain_pair_count(points)
    marks.append(time.process_time())
    grid, full, plain = np.diff(marks)
    far = RADII >= 10
    gap = np.abs(gridded.value / exact.value - 1)
    print(
        f"{number}: plain pair count {plain:.2f} CPU s; exact {full:.2f} ({full / plain:.2f}x), {held:.2f} GB; "
        f"hybrid {grid:.2f}; error beyond 10 km {gap[far].max():.2%} (stated {np.nanmax(gridded.error[far]):.2%}), "
        f"below {gap[~far].max():.2%}"
    )


def bands(sites: int, establishments: int, simulations: int = 100) -> None:
    """Print the cost of both bands over so many sites."""
    points, chance = country(sites), np.random.default_rng(3)
    cases = np.zeros(sites, dtype=bool)
    cases[chance.choice(sites, establishments, replace=False)] = True
    jobs = np.ceil(chance.lognormal(1.5, 1.2, sites))
    start, wall = time.process_time(), time.perf_counter()
    density = density_band(points, cases, np.arange(1.0, 181), weights=jobs, simulations=simulations)
    middle = time.process_time()
    ratio = ratio_band(points, cases, np.arange(5.0, 105, 5), weights=jobs, simulations=simulations)
    end = time.process_time()
    print(
        f"{sites} sites, {establishments} of the industry, {simulations} draws: K_emp {middle - start:.0f} CPU s, "
        f"M {end - middle:.0f} CPU s, {time.perf_counter() - wall:.0f} s in all, {memory():.1f} GB; stated error: "
        f"K beyond 10 km {np.nanmax(density.error[9:]):.1%}, M at 5 km {ratio.error[0]:.1%}, "
        f"M beyond {ratio.error[1:].max():.1%}"
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["bands", sites, establishments]:
            bands(int(sites), int(establishments))
        case _:
            for size in (5_000, 20_000, 50_000):
                compare(size)
