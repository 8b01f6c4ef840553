"""Seeded forums of any size: skewed demand, priorities, absence that strikes whole groups at once, scarce tables."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from grappe.engines.meetings import Participant, Problem, Request, Slot, Table
from grappe.engines.meetings.grid import compile_grid
from grappe.engines.meetings.weight_bound import weight_bound


@dataclass(frozen=True)
class Crowd:
    """What the forum is like.

    people, requests, slots : sizes.
    tables : places at tables over all slots, as a share of the need: the meetings that participants could hold at
        most if there were tables without end (by the bound).
    buyers : share of participants on the one side of a buyer-seller forum; 0: anybody meets anybody.
    skew : of the demand (sigma of a lognormal law).
    absent : share of slots that participants miss; half of it in blocks shared by a group of about fifty.
    """

    people: int = 4_000
    requests: int = 20_000
    slots: int = 24
    tables: float = 0.95
    buyers: float = 0.25
    skew: float = 0.8
    absent: float = 0.15
    seed: int = 1


def forum(crowd: Crowd) -> Problem:
    """Return the forum of a crowd; the same for the same figures and seed."""
    endless = _forum(crowd, crowd.people)
    need = float(weight_bound(compile_grid(endless)).share.sum())
    return replace(endless, tables=(Table(),) * max(1, round(crowd.tables * need / crowd.slots)))


def _forum(crowd: Crowd, tables: int) -> Problem:
    rng = np.random.default_rng(crowd.seed)
    pairs = _pairs(crowd, rng)
    present = _presence(crowd, rng)
    priority = rng.integers(1, 4, len(pairs))
    sellers_from = int(crowd.people * crowd.buyers)
    return Problem(
        slots=tuple(
            Slot("day 1" if t < crowd.slots // 2 else "day 2", 1 + (t >= crowd.slots // 2)) for t in range(crowd.slots)
        ),
        participants=tuple(
            Participant(
                f"P{number}",
                unavailable=tuple(int(slot) + 1 for slot in np.flatnonzero(~present[number])),
                side="" if not sellers_from else "buyer" if number < sellers_from else "seller",
                groups=("newcomer",) if number % 5 == 0 else ("regular",),
            )
            for number in range(crowd.people)
        ),
        requests=tuple(
            Request((f"P{one}", f"P{other}"), priority=int(weight))
            for (one, other), weight in zip(pairs, priority, strict=True)
        ),
        tables=(Table(),) * tables,
    )


def _pairs(crowd: Crowd, rng: np.random.Generator) -> list[tuple[int, int]]:
    charm = rng.lognormal(0.0, crowd.skew, crowd.people)
    border = int(crowd.people * crowd.buyers)
    left = np.arange(border) if border else np.arange(crowd.people)
    right = np.arange(border, crowd.people) if border else left
    found: dict[tuple[int, int], None] = {}
    while len(found) < crowd.requests:
        ones = rng.choice(left, crowd.requests, p=charm[left] / charm[left].sum())
        others = rng.choice(right, crowd.requests, p=charm[right] / charm[right].sum())
        for one, other in zip(ones.tolist(), others.tolist(), strict=True):
            if one != other and len(found) < crowd.requests:
                found[min(one, other), max(one, other)] = None
    return list(found)


def _presence(crowd: Crowd, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Half of the absence is each one's own; the other half a block of hours of its whole group."""
    present = rng.random((crowd.people, crowd.slots)) >= crowd.absent / 2
    groups = max(1, crowd.people // 50)
    member = rng.integers(0, groups, crowd.people)
    length = max(1, crowd.slots // 6)
    struck = rng.random(groups) < crowd.absent / 2 * crowd.slots / length
    start = rng.integers(0, crowd.slots - length + 1, groups)
    for group in np.flatnonzero(struck):
        present[member == group, start[group] : start[group] + length] = False
    return present
