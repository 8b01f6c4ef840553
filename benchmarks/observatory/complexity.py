"""Complexity, proximity and density against plain numpy and whichever peers are installed."""

import importlib.util
import time
from collections.abc import Callable

import numpy as np

from grappe.engines.specialisation import complexity, density, proximity, specialised_in

SIZES = ((300, 600), (5_000, 1_000))


def jobs_of(regions: int, industries: int) -> np.ndarray:
    """Draw a table of regions of different size and industries of different frequency."""
    chance = np.random.default_rng(regions)
    size, rate = chance.lognormal(8, 1.2, regions), chance.lognormal(0, 1, industries)
    mean = np.outer(size, rate / rate.sum())
    return np.rint(mean * chance.lognormal(-0.7, 1.2, mean.shape)) * (chance.random(mean.shape) < 0.6)


def ours(jobs: np.ndarray) -> tuple[np.ndarray, ...]:
    """Compute all five with the engine."""
    held = specialised_in(jobs)
    found = complexity(held)
    near = proximity(held)
    return found.regions, found.industries, near, density(held, near)


def plain(jobs: np.ndarray) -> tuple[np.ndarray, ...]:
    """Compute the same as one writes it in numpy, symmetric on the smaller side."""
    quotient = (jobs / jobs.sum(1, keepdims=True)) / (jobs.sum(0) / jobs.sum())
    held = (quotient >= 1).astype(float)
    d, u = held.sum(1), held.sum(0)
    b = held / np.sqrt(d)[:, None] / np.sqrt(u)
    if len(d) <= len(u):
        eci = np.linalg.eigh(b @ b.T)[1][:, -2] / np.sqrt(d)
        pci = held.T @ eci / u
    else:
        pci = np.linalg.eigh(b.T @ b)[1][:, -2] / np.sqrt(u)
        eci = held @ pci / d
    sign = np.sign(np.corrcoef(eci, d)[0, 1])
    eci, pci = (sign * (v - v.mean()) / v.std() for v in (eci, pci))
    near = held.T @ held / np.maximum.outer(u, u)
    return eci, pci, near, held @ near / near.sum(0)


def economic_complexity_peer(jobs: np.ndarray) -> np.ndarray:
    """Run Datawheel's package."""
    import pandas as pd
    from economic_complexity import complexity as peer_complexity
    from economic_complexity import proximity as peer_proximity
    from economic_complexity import rca, relatedness

    table = pd.DataFrame(jobs)
    quotients = rca(table)
    eci, _ = peer_complexity(quotients)
    relatedness(quotients, proximities=peer_proximity(quotients))
    return eci.to_numpy()


def ecomplexity_peer(jobs: np.ndarray) -> np.ndarray:
    """Run Harvard's package."""
    import pandas as pd
    from ecomplexity import ecomplexity
    from ecomplexity import proximity as peer_proximity

    regions, industries = np.nonzero(jobs)
    long = pd.DataFrame({"region": regions, "industry": industries, "jobs": jobs[regions, industries]})
    long["year"] = 2021
    names = {"time": "year", "loc": "region", "prod": "industry", "val": "jobs"}
    found = ecomplexity(long, names)
    peer_proximity(long, names)
    return found.groupby("region")["eci"].first().to_numpy()


def econcomplex_peer(jobs: np.ndarray) -> np.ndarray:
    """Run econcomplex."""
    import econcomplex
    import pandas as pd

    table = pd.DataFrame(jobs)
    eci, _ = econcomplex.eci_pci(table)
    econcomplex.relatedness_density(table, phi=econcomplex.proximity(table)["product"])
    return np.asarray(eci)


PEERS = {
    "econcomplex": econcomplex_peer,
    "economic_complexity": economic_complexity_peer,
    "ecomplexity": ecomplexity_peer,
}


def cpu_of(run: Callable[[], object], times: int) -> float:
    """Return the least CPU seconds of several runs."""
    best = np.inf
    for _ in range(times):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def timed_peer(name: str, jobs: np.ndarray, base: float) -> str:
    """Time one peer, or tell why it could not be."""
    if importlib.util.find_spec(name) is None:
        return "not installed"
    try:
        spent = cpu_of(lambda: PEERS[name](jobs), 1)
    except Exception as problem:  # noqa: BLE001 -- a peer that stops is a finding, not a fault of ours
        return f"stopped with {type(problem).__name__}: {problem}"
    return f"{spent:.2f} CPU s ({spent / base:.0f}x)"


def compare(regions: int, industries: int) -> None:
    """Print CPU seconds, ratios and greatest differences of one size."""
    jobs = jobs_of(regions, industries)
    jobs = jobs[jobs.sum(1) > 0][:, jobs.sum(0) > 0]
    gap = max(np.nanmax(np.abs(a - b)) for a, b in zip(ours(jobs), plain(jobs), strict=True))
    base, mine = cpu_of(lambda: plain(jobs), 5), cpu_of(lambda: ours(jobs), 5)
    print(
        f"{regions} x {industries}: plain numpy {base:.3f} CPU s; ours {mine:.3f} ({mine / base:.2f}x), gap {gap:.1e}"
    )
    for name in PEERS:
        print(f"  {name}: {timed_peer(name, jobs, base)}")


if __name__ == "__main__":
    for size in SIZES:
        compare(*size)
