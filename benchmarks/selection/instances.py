"""Rounds of projects drawn from a seed, and the published budgeting elections as single-funder cases."""

import csv
import gzip
import os
from decimal import Decimal
from pathlib import Path
from random import Random

from grappe.engines.selection import Envelope, Funder, Group, Parity, Partner, Problem, Project, Scope

THEMES = ("health", "transport", "energy", "digital", "food", "materials")


def euros(amount: float) -> Decimal:
    """Round to the thousand, as applicants do."""
    return Decimal(max(1, round(amount / 1000)) * 1000)


def generated(size: int, funders: int, seed: int, *, equal: bool = False, money: float = 1.0) -> Problem:
    """A round of co-funded projects: a State, an agency and regions. The README states the law of every figure.

    Parameters
    ----------
    size, funders, seed : numbers of projects and of funders (4 or more), and the seed of all draws.
    money : 1 for the shares of the README; less for a poorer round.
    equal : whether State and regions pay alike in every project, within a quarter of their sum.
    """
    draw = Random(f"selection:{size}:{funders}:{seed}")
    regions = [f"region-{place + 1}" for place in range(funders - 2)]
    weights = [1 / (place + 1) ** 0.7 for place in range(len(regions))]
    projects = tuple(_project(draw, place, regions, weights) for place in range(size))
    payers = _funders(draw, projects, regions, money)
    parity = Parity("state and regions", frozenset({"state"}), frozenset(regions), Decimal("0.25"), Scope.PROJECT)
    return Problem(
        projects,
        payers,
        _envelopes(projects, money),
        parities=(parity,) if equal else (),
        groups=_groups(draw, projects),
    )


def _project(draw: Random, place: int, regions: list[str], weights: list[float]) -> Project:
    home = draw.choices(regions, weights)[0]
    partners = []
    for number in range(draw.randint(3, 7)):
        where = home if draw.random() < 0.6 else draw.choices(regions, weights)[0]
        partners.append(Partner(f"partner-{number + 1}", euros(draw.lognormvariate(5.3, 0.6) * 1000), where))
    size = sum(float(one.need) for one in partners) / 1e6
    score = round(max(1.0, 55 + 12 * draw.gauss(0, 1) + 6 * size + draw.gauss(0, 5)), 1)
    low, high = (Decimal(str(round(score + sign * draw.uniform(2, 8), 1))) for sign in (-1, 1))
    return Project(
        f"p{place + 1:03}", Decimal(str(score)), tuple(partners), draw.choice(THEMES), max(low, Decimal(0)), high
    )


def _funders(draw: Random, projects: tuple[Project, ...], regions: list[str], money: float) -> tuple[Funder, ...]:
    asked = money * float(sum(one.payable for one in projects))
    local = dict.fromkeys(regions, 0.0)
    for project in projects:
        for partner in project.partners:
            local[str(partner.territory)] += float(partner.need)
    state = Funder("state", euros(0.15 * asked), share_of_project=Decimal("0.5"), minimum=Decimal(200_000))
    themes = frozenset(draw.sample(THEMES, 3))
    agency = Funder(
        "agency", euros(0.06 * asked), themes=themes, share_of_project=Decimal("0.4"), minimum=Decimal(250_000)
    )
    own = [
        Funder(
            name,
            euros(money * local[name] * draw.uniform(0.1, 0.25)),
            territories=frozenset({name}),
            minimum=Decimal(draw.choice([100_000, 150_000, 200_000])),
        )
        for name in regions
    ]
    return (state, agency, *own)


def _envelopes(projects: tuple[Project, ...], money: float) -> tuple[Envelope, ...]:
    asked = money * float(sum(one.payable for one in projects))
    return tuple(
        Envelope(f"state-{theme}", frozenset({"state"}), euros(0.15 * asked * 0.25), frozenset({theme}))
        for theme in THEMES
    )


def _groups(draw: Random, projects: tuple[Project, ...]) -> tuple[Group, ...]:
    names = [one.id for one in projects]
    return tuple(
        Group(f"variants-{place + 1}", frozenset(draw.sample(names, 3))) for place in range(len(projects) // 15)
    )


def election(path: Path) -> Problem:
    """A Pabulib election: votes (or points) are scores, costs are the needs of a single partner."""
    with gzip.open(path, "rt", encoding="utf-8-sig") as lines:
        sections: dict[str, list[list[str]]] = {}
        for row in csv.reader(lines, delimiter=";"):
            if len(row) == 1 and row[0] in {"META", "PROJECTS", "VOTES"}:
                current = sections.setdefault(row[0], [])
            elif row:
                current.append(row)
    meta = dict(row[:2] for row in sections["META"][1:])
    header, *rows = sections["PROJECTS"]
    scores = _scores(sections, header, rows)
    projects = tuple(
        Project(name, scores[name], (Partner("all", Decimal(dict(zip(header, row, strict=False))["cost"])),))
        for row in rows
        for name in [row[header.index("project_id")]]
    )
    return Problem(projects, (Funder("city", Decimal(meta["budget"])),))


def _scores(sections: dict[str, list[list[str]]], header: list[str], rows: list[list[str]]) -> dict[str, Decimal]:
    for column in ("score", "votes"):
        if column in header:
            return {row[header.index("project_id")]: Decimal(row[header.index(column)]) for row in rows}
    counted = {row[header.index("project_id")]: Decimal(0) for row in rows}
    votes, *ballots = sections["VOTES"]
    for ballot in ballots:
        for name in ballot[votes.index("vote")].split(","):
            counted[name] += 1
    return counted


def elections() -> list[Path]:
    """The elections of the folder of real data."""
    return sorted((Path(os.environ["GRAPPE_REAL_DATA"]) / "budgeting").glob("*.pb.gz"))
