"""Every figure of the meetings engine: ``python -m benchmarks.meetings [part ...]``; without a part, all of them."""

import argparse
import os
import platform
from collections.abc import Callable

from benchmarks.meetings import peers, published, scale, the_day


def proofs(seed: int) -> None:
    """The 20 originals, proven."""
    published.prove("original", seed)


def forbidden(seed: int) -> None:
    """The 40 variants with forbidden slots."""
    published.prove("forb", seed)


PARTS: dict[str, Callable[[int], None]] = {
    "proofs": proofs,
    "heuristic": published.guess,
    "forbidden": forbidden,
    "large": scale.large,
    "largest": scale.largest,
    "day": the_day.the_day,
    "peers": peers.peers,
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.meetings", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS))
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for name in given.parts or PARTS:
        print(f"\n## {name}", flush=True)
        PARTS[name](given.seed)
