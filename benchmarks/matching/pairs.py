"""New pairs against hard negatives: who first worked together that year, against who were both active and did not."""

from itertools import combinations

import numpy as np
from benchmarks.matching.figures import Floats
from benchmarks.matching.h2020 import register
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import rankdata

from grappe.engines.matching import ForOrganisation, Project, prepare
from grappe.engines.matching.asking import asked_of
from grappe.engines.matching.ground import Ground
from grappe.engines.matching.learning import LEAST_MEMBERS, as_of
from grappe.engines.matching.measures import MEASURES, arranged, gathered, measured

Places = NDArray[np.int64]
SEED, MOST, RESTRAINT, DRAWS = 11, 4000, 1e-3, 200


def pairs_of(ground: Ground, projects: list[Project], seed: int) -> tuple[Places, Places]:
    """New pairs of the projects, and as many pairs of those active in them who neither were nor are partners."""
    rng = np.random.default_rng(seed)
    place_of, partnership = ground.register.place_of, ground.graph.partnership
    known = [sorted(place_of[one] for one in project.members if one in place_of) for project in projects]
    known = [some for some in known if len(some) >= LEAST_MEMBERS]
    together = {pair for some in known for pair in combinations(some, 2)}
    new = sorted(pair for pair in together if partnership[pair[0], pair[1]] == 0)
    active = np.array(sorted({one for some in known for one in some}))
    chosen = [new[one] for one in sorted(rng.permutation(len(new))[:MOST])]
    others: set[tuple[int, int]] = set()
    while len(others) < len(chosen):
        one, other = sorted(int(place) for place in rng.choice(active, size=2, replace=False))
        if (one, other) not in together and partnership[one, other] == 0:
            others.add((one, other))
    return np.array(chosen), np.array(sorted(others))


def measures_of(ground: Ground, pairs: Places) -> Floats:
    """Measures of each asked about the other, both ways added up, shape (pairs, measures)."""
    values = np.zeros((len(pairs), len(MEASURES)))
    for way in (0, 1):
        for place in np.unique(pairs[:, way]):
            rows = np.flatnonzero(pairs[:, way] == place)
            asked = asked_of(ground, ForOrganisation(ground.register.organisations[place].id))
            values[rows] += measured(ground, asked, pairs[rows, 1 - way], gathered(ground, asked)).values
    return values


def area(good: Floats, bad: Floats) -> float:
    """Chance that a good pair has the higher score; a tie is half."""
    ranks = rankdata(np.concatenate([good, bad]))[: good.size]
    return float((ranks.sum() - good.size * (good.size + 1) / 2) / (good.size * bad.size))


def with_interval(good: Floats, bad: Floats) -> str:
    rng = np.random.default_rng(1)
    draws = [
        area(good[rng.integers(good.size, size=good.size)], bad[rng.integers(bad.size, size=bad.size)])
        for _ in range(DRAWS)
    ]
    low, high = np.quantile(draws, [0.025, 0.975])
    return f"{area(good, bad):.3f} [{low:.3f}, {high:.3f}]"


def fitted(good: Floats, bad: Floats) -> tuple[Floats, Floats]:
    """Weights and scale of a logistic regression on standardised measures."""
    values = np.concatenate([good, bad])
    spread = np.where(values.std(axis=0) > 0, values.std(axis=0), 1.0)
    rows, sign = values / spread, np.concatenate([np.ones(len(good)), -np.ones(len(bad))])
    rows = np.column_stack([rows, np.ones(len(rows))])

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = sign * (rows @ weights)
        slope = -sign / (1.0 + np.exp(margin))
        whole = np.logaddexp(0.0, -margin).mean() + RESTRAINT * float(weights[:-1] @ weights[:-1])
        restraint = 2.0 * RESTRAINT * np.append(weights[:-1], 0.0)
        return float(whole), rows.T @ slope / len(rows) + restraint

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return found.x[:-1], spread


def pairs(year: int = 2019) -> None:
    """Weights are learned on the pairs of the year before, with what was known before it."""
    whole = register(year)
    before, ground = prepare(as_of(whole, year - 1)), prepare(as_of(whole, year))
    of_year = [[one for one in whole.projects if one.year == some] for some in (year - 1, year)]
    weights, spread = fitted(*(measures_of(before, some) for some in pairs_of(before, of_year[0], SEED)))
    some_pairs = pairs_of(ground, of_year[1], SEED + 1)
    good, bad = (measures_of(ground, some) for some in some_pairs)
    model = ground.parameters.models.organisation
    print(f"{len(good)} new pairs of {year}, {len(bad)} pairs both active and not partners")
    for name, scores in {
        "popularity of both": lambda values: values[:, MEASURES.index("popularity")],
        "resource allocation": lambda values: values[:, MEASURES.index("shared_partners")],
        "Newman, two steps": lambda values: values[:, MEASURES.index("walk")],
        "ours, weights of the lead's question": lambda values: model.sums(arranged(model, values)),
        "ours, weights learned on such pairs": lambda values: values / spread @ weights,
    }.items():
        print(f"  {name:38} AUC {with_interval(scores(good), scores(bad))}", flush=True)
