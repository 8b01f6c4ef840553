"""Two questions about the projects of 2019: who will be the lead's partners, and who completes the consortium."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from benchmarks.matching.figures import Floats, Ranks, best_rank
from benchmarks.matching.h2020 import register

from grappe.engines.matching import Project, prepare
from grappe.engines.matching.asking import Asked
from grappe.engines.matching.graph import Flags
from grappe.engines.matching.ground import Ground
from grappe.engines.matching.learning import LEAST_MEMBERS, as_of, asked_about
from grappe.engines.matching.measures import MEASURES, arranged, measured
from grappe.engines.matching.musts import worked_with
from grappe.engines.matching.scoring import POOL, best_of

YEAR, SEED = 2019, 5
SIMPLE = {
    "popularity": "popularity",
    "projects together": "together",
    "resource allocation": "shared_partners",
    "Newman, two steps": "walk",
    "binary links": "links",
}


@dataclass(frozen=True)
class Case:
    """A question without and with the plan, and what was measured of everybody."""

    ground: Ground
    bare: Asked
    told: Asked

    @cached_property
    def measured(self) -> tuple[Floats, Floats]:
        return measured(self.ground, self.bare).values, measured(self.ground, self.told).values

    def methods(self, able: Flags) -> dict[str, Floats]:
        """Scores by each method, where only some may be suggested."""
        bare, told = self.measured
        popularity = bare[:, MEASURES.index("popularity")]
        found = {name: bare[:, MEASURES.index(measure)] + 1e-6 * popularity for name, measure in SIMPLE.items()}
        plain, planned = ours(self.ground, self.bare, bare, able), ours(self.ground, self.told, told, able)
        return found | {"ours": plain, "ours, plan": planned}


def ours(ground: Ground, asked: Asked, values: Floats, able: Flags) -> Floats:
    """Scores as suggestions are ordered: the best by their sums with what the trees add, and above all others."""
    model = asked.model(ground.parameters.models)
    rows = arranged(model, values)
    found = model.sums(rows)
    best = best_of(found, able, POOL)
    found -= found.max()
    scores = model.scores(rows[best])
    found[best] = 1.0 + scores - scores.min()
    return found


def case_of(ground: Ground, project: Project, asking: tuple[str, ...], *, consortium: bool) -> Case:
    bare, told = (asked_about(ground, project, asking, told=plan, consortium=consortium) for plan in (False, True))
    return Case(ground, bare, told)


def partners(year: int = YEAR) -> None:
    whole = register(year)
    ground = prepare(as_of(whole, year))
    print(f"known: {len(ground.register.projects)} projects, {ground.count} organisations")
    tables = {name: Ranks() for name in ("lead -> partners", "new partners", "newcomers", "consortium")}
    rng = np.random.default_rng(SEED)
    for project in whole.projects:
        known = tuple(one for one in project.members if one in ground.register.place_of)
        if project.year != year or len(known) < LEAST_MEMBERS:
            continue
        if project.lead in known:
            _lead(ground, project, known, tables)
        hidden = known[int(rng.integers(len(known)))]
        _complete(ground, project, tuple(one for one in known if one != hidden), hidden, tables["consortium"])
    for title, ranks in tables.items():
        ranks.tell(title)


def _lead(ground: Ground, project: Project, known: tuple[str, ...], tables: dict[str, Ranks]) -> None:
    lead = str(project.lead)
    case = case_of(ground, project, (lead,), consortium=False)
    places = np.array([ground.register.place_of[one] for one in known if one != lead])
    everyone = np.ones(ground.count, dtype=np.bool_)
    everyone[ground.register.place_of[lead]] = False
    never = everyone & ~worked_with(ground, case.bare)
    small = never & (ground.graph.degree <= 1)
    for title, able in (("lead -> partners", everyone), ("new partners", never), ("newcomers", small)):
        some = places[able[places]]
        if some.size:
            tables[title].add({name: best_rank(scores, some, able) for name, scores in case.methods(able).items()})


def _complete(ground: Ground, project: Project, rest: tuple[str, ...], hidden: str, ranks: Ranks) -> None:
    able = np.ones(ground.count, dtype=np.bool_)
    able[[ground.register.place_of[one] for one in rest]] = False
    place = np.array([ground.register.place_of[hidden]])
    found = case_of(ground, project, rest, consortium=True).methods(able)
    ranks.add({name: best_rank(scores, place, able) for name, scores in found.items()})
