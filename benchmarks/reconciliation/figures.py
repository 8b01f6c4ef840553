"""Recall on the hard pairs at precision >= 0.99, beside upper-case equality and token_sort_ratio.

python benchmarks/reconciliation/figures.py
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.process import cdist
from task import FOLDS, Task, build_task, cross_validated, data_folder, folds_of, upper_case

from grappe.engines.reconciliation import one_to_one
from grappe.engines.reconciliation.learning import probability

PRECISION = 0.99


@dataclass(frozen=True)
class Ranking:
    """Pairs with a score, and which are the same body, hard, or equal by upper case."""

    pairs: npt.NDArray[np.int64]
    scores: npt.NDArray[np.float64]
    same: npt.NDArray[np.bool_]
    hard: npt.NDArray[np.bool_]
    equal: npt.NDArray[np.bool_]

    def where(self, kept: npt.NDArray[np.bool_]) -> "Ranking":
        return Ranking(self.pairs[kept], self.scores[kept], self.same[kept], self.hard[kept], self.equal[kept])

    def assigned(self) -> "Ranking":
        triples = [(str(a), str(-b - 1), float(s)) for (a, b), s in zip(self.pairs, self.scores, strict=True)]
        kept = {(int(min(a, b, key=int)), int(max(a, b, key=int))) for a, b, _ in one_to_one(triples)}
        return self.where(np.array([(-int(b) - 1, int(a)) in kept for a, b in self.pairs]))


def threshold_for(ranking: Ranking) -> float:
    """Return the lowest score at which precision is still reached (infinite if nowhere)."""
    order = np.argsort(-ranking.scores, kind="stable")
    scores, precision = ranking.scores[order], np.cumsum(ranking.same[order]) / np.arange(1, len(order) + 1)
    last_of_tie = np.append(scores[1:] != scores[:-1], True)
    reached = np.flatnonzero((precision >= PRECISION) & last_of_tie)
    return float(scores[reached[-1]]) if len(reached) else np.inf


def line(label: str, ranking: Ranking, hard: int, threshold: float | None = None) -> str:
    threshold = threshold_for(ranking) if threshold is None else threshold
    kept = ranking.where(ranking.scores >= threshold)
    right = f"{kept.same.mean():.4f}" if len(kept.same) else "-"
    found = int((kept.hard & kept.same).sum())
    return f"| {label} | {found} / {hard} | {found / hard:.3f} | {right} | {len(kept.same)} |"


def all_pairs_by_token_sort(task: Task) -> Ranking:
    """Score every pair of one country by token_sort_ratio on capitals without punctuation."""
    size = len(task.rows)
    groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for at, profile in enumerate(task.profiles):
        groups[profile.country][at >= size].append(at)
    names = [upper_case(row[side]) for side in ("name_fp7", "name_h2020") for row in task.rows]
    pairs, scores = [], []
    for old, new in groups.values():
        if old and new:
            found = cdist([names[i] for i in old], [names[j] for j in new], scorer=token_sort_ratio, score_cutoff=30)
            rows, columns = np.nonzero(found)
            pairs.append(np.stack([np.array(old)[rows], np.array(new)[columns]], axis=1))
            scores.append(found[rows, columns])
    return ranking_of(task, np.concatenate(pairs), np.concatenate(scores).astype(float))


def ranking_of(task: Task, pairs: npt.NDArray[np.int64], scores: npt.NDArray[np.float64]) -> Ranking:
    pics, hard = task.pics, np.array([pic in task.hard for pic in task.pics])
    names = np.array([upper_case(row[side]) for side in ("name_fp7", "name_h2020") for row in task.rows])
    same = pics[pairs[:, 0]] == pics[pairs[:, 1]]
    return Ranking(pairs, scores, same, same & hard[pairs[:, 0]], names[pairs[:, 0]] == names[pairs[:, 1]])


def nested(task: Task, ranking: Ranking, hard: int) -> str:
    """Choose each fold's threshold on the other folds: no figure of a fold has seen that fold."""
    fold = folds_of(task)[ranking.pairs[:, 0]]
    kept = np.zeros(len(fold), dtype=bool)
    for held in range(FOLDS):
        kept |= (fold == held) & (ranking.scores >= threshold_for(ranking.where(fold != held)))
    return line("reconciliation, threshold chosen on the other folds", ranking.where(kept), hard, -np.inf)


def calibration(ranking: Ranking) -> str:
    chance = probability(ranking.scores)
    lines = ["| score | pairs | mean score | share that is the same |", "|---|---|---|---|"]
    for low, high in zip(edges := (0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.01), edges[1:], strict=False):
        held = (chance >= low) & (chance < high)
        lines.append(
            f"| {low}-{min(high, 1)} | {held.sum()} | {chance[held].mean():.3f} | {ranking.same[held].mean():.3f} |"
        )
    return "\n".join([*lines, f"Brier score {np.mean((chance - ranking.same) ** 2):.4f}"])


def main() -> None:
    folder = data_folder()
    task = build_task(folder)
    hard = len(task.hard)
    plain, fuzzy = ranking_of(task, task.pairs, cross_validated(task)), all_pairs_by_token_sort(task)
    upper = fuzzy.where(fuzzy.equal)
    bare_task = build_task(folder, with_short_names=False)
    bare = ranking_of(bare_task, bare_task.pairs, cross_validated(bare_task))
    ways = {
        "upper-case equality": upper,
        "token_sort_ratio": fuzzy,
        "reconciliation without short names": bare,
        "reconciliation": plain,
    }
    print(f"{len(task.pairs)} candidate pairs; hard pairs among them {int(plain.hard.sum())} of {hard}\n")
    for title, change in {
        "A. threshold only, precision over all proposals": lambda r: r,
        "B. one-to-one, precision over all proposals": Ranking.assigned,
        "C. one-to-one, precision over what equality does not find": lambda r: (a := r.assigned()).where(~a.equal),
        "D. threshold only, precision over what equality does not find": lambda r: r.where(~r.equal),
    }.items():
        print(f"{title}\n\n| way | hard pairs found | recall | precision | proposals |\n|---|---|---|---|---|")
        for label, ranking in ways.items():
            print(line(label, change(ranking), hard))
        if title.startswith(("A", "B")):
            print(nested(task, change(plain), hard))
        print()
    print(calibration(plain))


if __name__ == "__main__":
    main()
