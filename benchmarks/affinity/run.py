"""The figures of the README: `python benchmarks/affinity/run.py [quality scale]`."""

import csv
import gzip
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from choose import REPEATS, Table, best, interval, table, unseen
from task import Floats, Task, load, loss, losses

from grappe.engines.affinity import (
    Encoder,
    Expert,
    Parameters,
    Problem,
    Proposal,
    Publication,
    Weights,
    affinities,
    packaged_encoder,
)


class Remembering:
    """An encoder that keeps what it has encoded: each text is worth 20 ms."""

    def __init__(self, inner: Encoder) -> None:
        self.inner = inner
        self.known: dict[str, Floats] = {}

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Encode what is new."""
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        if new:
            self.known |= zip(new, np.asarray(self.inner(new)), strict=True)
        return np.array([self.known[text] for text in texts])


def told(name: str, task: Task, values: Floats) -> None:
    found = losses(task, values)
    low, high = interval(found)
    print(f"{name:58} {loss(found):.4f}  [{low:.3f}, {high:.3f}]", flush=True)


def chosen(name: str, tried: Table) -> None:
    runs = [unseen(tried.found, seed) for seed in range(REPEATS)]
    apart = [loss(one) for one in runs]
    low, high = interval(np.mean(runs, axis=0))
    print(f"{name}, {len(tried.settings)} settings")
    print(f"   chosen without the expert: {np.mean(apart):.4f} (runs {min(apart):.3f} to {max(apart):.3f})", end="")
    print(f"  [{low:.3f}, {high:.3f}]")
    everyone = np.arange(tried.found.shape[1])
    parameters, weights = tried.settings[best(tried.found, everyone)]
    print(f"   best of all: {loss(tried.found[best(tried.found, everyone)]):.4f} {parameters} {weights}")
    picks = Counter(best(tried.found, np.setdiff1d(everyone, [one])) for one in everyone)
    print("   leaving one out picks:", [(tried.settings[place], count) for place, count in picks.most_common(3)])


def quality() -> None:
    folder = Path(os.environ["GRAPPE_REAL_DATA"]) / "expertise"
    task, encoder = load(folder), Remembering(packaged_encoder())
    for name, latest, exponent, weights in (
        ("TF-IDF, 20 latest, mean", 20, 1, Weights(1, 0, 0, 0)),
        ("TF-IDF, 50 latest, mean", 50, 1, Weights(1, 0, 0, 0)),
        ("BM25", 50, 3, Weights(0, 1, 0, 0)),
    ):
        told(name, task, affinities(task.problem, parameters=Parameters(latest, exponent, 0), weights=weights).values)
    told("themes alone", task, affinities(task.problem, weights=Weights(0, 0, 1, 0)).values)
    told("encoder alone", task, affinities(task.problem, weights=Weights(0, 0, 0, 1), encoder=encoder).values)
    told("defaults without the encoder", task, affinities(task.problem).values)
    told("defaults", task, affinities(task.problem, encoder=encoder).values)
    chosen("words and themes", table(task, None))
    chosen("with the encoder", table(task, encoder))


def crossing(count: int = 300) -> None:
    """French sentences among English ones: how often a sentence finds its own translation first."""
    french, english = (sentences(language) for language in ("fr", "en"))
    pairs = list({one: (one, other) for one, other in zip(french, english, strict=True)}.values())
    pairs = list({other: (one, other) for one, other in pairs}.values())[::4][:count]
    problem = Problem(
        tuple(Proposal(str(place), one) for place, (one, _) in enumerate(pairs)),
        tuple(Expert(str(place), (Publication(other),)) for place, (_, other) in enumerate(pairs)),
    )
    encoder = Remembering(packaged_encoder())
    for name, weights in (
        ("words and themes", Weights(encoder=0)),
        *((f"encoder at {weight}", Weights(encoder=weight)) for weight in (0.1, 0.2, 0.4)),
        ("encoder alone", Weights(0, 0, 0, 1)),
    ):
        values = affinities(problem, weights=weights, encoder=encoder).values
        print(f"{name}: {np.mean((values >= np.diag(values)[:, None]).sum(axis=1) == 1):.3f}", flush=True)


def sentences(language: str) -> list[str]:
    file = Path(os.environ["GRAPPE_REAL_DATA"]) / "expertise" / f"stsb-{language}-dev.csv.gz"
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        return [row[0] for row in csv.reader(lines)]


def scale(proposals: int = 2000, experts: int = 1000, publications: int = 20) -> None:
    rng = np.random.default_rng(1)
    words = np.array([f"w{place}" for place in range(30_000)])
    share = 1.0 / np.arange(1, len(words) + 1)
    bag = rng.choice(words, (proposals + experts * publications, 150), p=share / share.sum())
    texts = [" ".join(one) for one in bag]
    written = iter(texts[proposals:])
    problem = Problem(
        tuple(Proposal(f"p{place}", text) for place, text in enumerate(texts[:proposals])),
        tuple(
            Expert(f"e{place}", tuple(Publication(next(written)) for _ in range(publications)))
            for place in range(experts)
        ),
    )
    cpu, wall = time.process_time(), time.perf_counter()
    affinities(problem)
    print(f"{proposals} x {experts} x {publications}: cpu {time.process_time() - cpu:.1f} s", end="")
    print(f", wall {time.perf_counter() - wall:.1f} s")


if __name__ == "__main__":
    known = {"quality": quality, "crossing": crossing, "scale": scale}
    for wanted in sys.argv[1:] or known:
        known[wanted]()
