"""Ranks of those who were chosen, by each method, and what they add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
DRAWS = 2000


def best_rank(scores: Floats, chosen: NDArray[np.int64], able: NDArray[np.bool_]) -> int:
    """The rank of the best of the chosen; whoever ties with it comes first."""
    kept = np.where(able, scores, -np.inf)
    return int((kept >= kept[chosen].max()).sum() - (kept[chosen] == kept[chosen].max()).sum() + 1)


@dataclass
class Ranks:
    """Ranks by method."""

    of: dict[str, list[int]] = field(default_factory=dict)

    def add(self, found: Mapping[str, int]) -> None:
        for name, rank in found.items():
            self.of.setdefault(name, []).append(rank)

    def tell(self, title: str) -> None:
        print(f"{title} ({len(next(iter(self.of.values()), []))} questions)")
        for name, ranks in self.of.items():
            some = np.array(ranks)
            hit, first = (some <= 10).astype(float), 1.0 / some
            print(f"  {name:28} hit@10 {interval(hit)}  mrr {interval(first)}", flush=True)


def interval(values: Sequence[float] | Floats, seed: int = 1) -> str:
    some = np.asarray(values, dtype=np.float64)
    rng = np.random.default_rng(seed)
    means = [some[rng.integers(some.size, size=some.size)].mean() for _ in range(DRAWS)]
    low, high = np.quantile(means, [0.025, 0.975])
    return f"{some.mean():.3f} [{low:.3f}, {high:.3f}]"
