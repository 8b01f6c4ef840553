"""Darts at the map, stars and strong clusters: what they cost beside a plain count of the same table with numpy.

python -m benchmarks.observatory.strength
"""

import time
from collections.abc import Callable

import numpy as np
from benchmarks.observatory.complexity import SIZES, jobs_of

from grappe.engines.specialisation import (
    PlantSizes,
    ellison_glaeser,
    maurel_sedillot,
    stars,
    strong_clusters,
    throw_plants,
)

PLANTS, THROWS, REPEATS = 5_000, 999, 5


def plain_gamma(jobs: np.ndarray, herfindahl: np.ndarray) -> np.ndarray:
    """The index of Ellison and Glaeser alone, without test or check of the input."""
    shares, x = jobs / jobs.sum(axis=0), jobs.sum(axis=1) / jobs.sum()
    raw = ((shares - x[:, None]) ** 2).sum(axis=0)
    return (raw / (1 - (x**2).sum()) - herfindahl) / (1 - herfindahl)


def plain_throws(sizes: np.ndarray, regions: np.ndarray) -> np.ndarray:
    """One throw after the other."""
    chance, x = np.random.default_rng(0), regions / regions.sum()
    z = sizes / sizes.sum()
    h = (z**2).sum()
    found = []
    for _ in range(THROWS):
        shares = np.bincount(chance.choice(x.size, size=z.size, p=x), weights=z, minlength=x.size)
        found.append((((shares - x) ** 2).sum() / (1 - (x**2).sum()) - h) / (1 - h))
    return np.array(found)


def least(what: Callable[[], object]) -> float:
    """Least processor time of several runs, in seconds."""
    spent = []
    for _ in range(REPEATS):
        start = time.process_time()
        what()
        spent.append(time.process_time() - start)
    return min(spent)


def main() -> None:
    for regions, industries in SIZES:
        jobs = jobs_of(regions, industries)
        jobs = jobs[:, jobs.sum(axis=0) > 0]
        sites = np.ceil(jobs / 12)
        powers = [np.full(jobs.shape[1], 0.02**power) for power in (1, 2, 3)]
        sizes = PlantSizes(*powers)
        bare = least(lambda table=jobs, h=powers[0]: plain_gamma(table, h))
        gap = np.nanmax(np.abs(ellison_glaeser(jobs, sizes).gamma - plain_gamma(jobs, powers[0])))
        print(f"{regions} x {industries}: plain numpy, index alone {bare:.4f} CPU s; greatest difference {gap:.1e}")
        for name, what in {
            "Ellison and Glaeser, tested": lambda table=jobs, held=sizes: ellison_glaeser(table, held),
            "Maurel and Sedillot, tested": lambda table=jobs, held=sizes: maurel_sedillot(table, held),
            "stars of 2007": lambda table=jobs: stars(table, "eco-2007"),
            "strong clusters": lambda table=jobs, held=sites: strong_clusters(table, held),
        }.items():
            spent = least(what)
            print(f"  {name:28} {spent:.4f} CPU s, {spent / bare:.1f}x", flush=True)
    chance = np.random.default_rng(3)
    totals, plants = chance.lognormal(8, 1.2, 300), chance.pareto(1.1, PLANTS) + 1
    where = chance.integers(300, size=PLANTS)
    ours, bare = least(lambda: throw_plants(where, plants, totals)), least(lambda: plain_throws(plants, totals))
    print(
        f"{THROWS} throws of {PLANTS} plants at 300 regions: {ours:.3f} CPU s,"
        f" one by one {bare:.3f} ({ours / bare:.2f}x)"
    )


if __name__ == "__main__":
    main()
