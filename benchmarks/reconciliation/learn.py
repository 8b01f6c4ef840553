"""Learn the packaged weights and the background frequencies; run from the root, writes into the package.

python benchmarks/reconciliation/learn.py
"""

import json
from collections import Counter
from math import log
from pathlib import Path

import duckdb
import numpy as np
from task import Task, build_task, data_folder, learn

from grappe.engines.reconciliation import vocabulary
from grappe.engines.reconciliation.features import NAMES
from grappe.engines.reconciliation.naming import normalise_name
from grappe.engines.reconciliation.profiles import profile_of
from grappe.engines.reconciliation.records import OrganisationRecord

PACKAGE = Path(vocabulary.__path__[0])
FREQUENT = 25
SOURCES = {
    "projects_eu/fp7_organisations.parquet": "name",
    "projects_eu/h2020_organisations.parquet": "name",
    "projects_fr/anr_dos_partners.parquet": "organisme",
}
# Held by judgement: the pairs at hand carry no identifier, host or postcode on both sides.
SET_BY_HAND = {
    "identifier_agrees": 12.0,
    "identifier_conflict": -12.0,
    "domain_agrees": 3.5,
    "postcode_agrees": 1.0,
    "kind_differs": -0.5,
    "country_differs": -4.0,
}
# Both registers copy the city from one file of participants, so that a difference looks rarer than elsewhere.
LEAST_CITY = -1.5


def learn_background(folder: Path) -> None:
    names = {
        normalise_name(name).terms
        for file, column in SOURCES.items()
        for (name,) in duckdb.execute(
            f"select distinct {column} from read_parquet(?) where {column} is not null", [str(folder / file)]
        ).fetchall()
    }
    counts = Counter(term for terms in names for term in terms)
    content = {
        "version": 1,
        "about": f"In how many of `records` distinct names of the FP7, H2020 and ANR lists each term stands "
        f"({FREQUENT} or more).",
        "records": len(names),
        "counts": {term: count for term, count in sorted(counts.items()) if count >= FREQUENT},
    }
    (PACKAGE / "background.json").write_text(json.dumps(content, indent=0) + "\n")


def city_weights(folder: Path, task: Task) -> dict[str, float]:
    """Return the Fellegi-Sunter weights of the city: log(m / u) on pairs with both cities known."""
    lines = duckdb.execute(
        "select pic, address, country from read_parquet(?)", [str(folder / "projects_eu/fp7_organisations.parquet")]
    ).fetchall()
    cities = {pic: parts[-2] for pic, address, _ in lines if len(parts := (address or "").split(", ")) > 2}
    agrees: dict[bool, list[bool]] = {True: [], False: []}
    for (first, second), same in zip(task.pairs.tolist(), task.same.tolist(), strict=True):
        old = profile_of(OrganisationRecord("x", ("x",), city=cities.get(int(task.pics[first]), ""))).city
        if old and task.profiles[second].city:
            agrees[same].append(old == task.profiles[second].city)
    among_same, among_others = np.mean(agrees[True]), np.mean(agrees[False])
    return {
        "city_agrees": round(log(among_same / among_others), 3),
        "city_differs": max(LEAST_CITY, round(log((1 - among_same) / (1 - among_others)), 3)),
    }


def main() -> None:
    folder = data_folder()
    learn_background(folder)
    vocabulary.read_vocabulary.cache_clear()
    task = build_task(folder)
    found = learn(task.features, task.same)
    content = {
        "version": "2026-11",
        "about": "Weights in natural log-odds. `names` and `prior`: ridge logistic regression with known signs on the "
        "candidate pairs between FP7 and H2020 names of one country (6,357 organisations, same PIC = same). "
        "`city_*`: log(m/u) on the same pairs with the FP7 addresses, "
        "city_differs held at -1.5. number_conflict and the other agreements: by judgement. "
        "Made by benchmarks/reconciliation/learn.py; CORDIS data, CC BY 4.0.",
        "candidates": len(task.pairs),
        "same": int(task.same.sum()),
        "prior": round(float(found[0]), 3),
        "names": {name: round(float(weight), 3) for name, weight in zip(NAMES, found[1:], strict=True)},
        "agreements": SET_BY_HAND | city_weights(folder, task),
    }
    (PACKAGE / "weights.json").write_text(json.dumps(content, indent=1) + "\n")
    print(json.dumps(content, indent=1))


if __name__ == "__main__":
    main()
