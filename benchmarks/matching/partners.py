"""Two questions about the projects of 2019: who will be the lead's partners, and who completes the consortium."""

import numpy as np
from benchmarks.matching.figures import Floats, Ranks, best_rank
from benchmarks.matching.h2020 import register

from grappe.engines.matching import Project, prepare
from grappe.engines.matching.asking import Asked
from grappe.engines.matching.ground import Ground
from grappe.engines.matching.learning import LEAST_MEMBERS, as_of, asked_about
from grappe.engines.matching.measures import MEASURES, arranged, measured
from grappe.engines.matching.musts import worked_with

YEAR, SEED = 2019, 5
SIMPLE = {
    "popularity": "popularity",
    "projects together": "together",
    "resource allocation": "shared_partners",
    "Newman, two steps": "walk",
    "binary links": "links",
}


def methods(ground: Ground, asked: Asked) -> dict[str, Floats]:
    values = measured(ground, asked).values
    popularity = values[:, MEASURES.index("popularity")]
    found = {name: values[:, MEASURES.index(measure)] + 1e-6 * popularity for name, measure in SIMPLE.items()}
    model = asked.model(ground.parameters.models)
    return found | {"ours": model.scores(arranged(model, values))}


def asked_twice(ground: Ground, project: Project, asking: tuple[str, ...], *, consortium: bool) -> dict[str, Floats]:
    bare = asked_about(ground, project, asking, told=False, consortium=consortium)
    told = asked_about(ground, project, asking, told=True, consortium=consortium)
    both = methods(ground, bare)
    return both | {"ours, programme and budget": methods(ground, told)["ours"]}


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
    found = asked_twice(ground, project, (lead,), consortium=False)
    places = np.array([ground.register.place_of[one] for one in known if one != lead])
    everyone = np.ones(ground.count, dtype=np.bool_)
    everyone[ground.register.place_of[lead]] = False
    never = everyone & ~worked_with(ground, asked_about(ground, project, (lead,), told=False, consortium=False))
    small = never & (ground.graph.degree <= 1)
    for title, able in (("lead -> partners", everyone), ("new partners", never), ("newcomers", small)):
        some = places[able[places]]
        if some.size:
            tables[title].add({name: best_rank(scores, some, able) for name, scores in found.items()})


def _complete(ground: Ground, project: Project, rest: tuple[str, ...], hidden: str, ranks: Ranks) -> None:
    found = asked_twice(ground, project, rest, consortium=True)
    able = np.ones(ground.count, dtype=np.bool_)
    able[[ground.register.place_of[one] for one in rest]] = False
    place = np.array([ground.register.place_of[hidden]])
    ranks.add({name: best_rank(scores, place, able) for name, scores in found.items()})
