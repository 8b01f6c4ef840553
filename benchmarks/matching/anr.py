"""French projects with text (ANR-PIA): every member of the projects of 2019 and later hidden in turn."""

import os
from collections import defaultdict
from pathlib import Path

import duckdb
import numpy as np
from benchmarks.matching.figures import Floats, Ranks, best_rank
from benchmarks.matching.partners import ours

from grappe.engines.matching import Organisation, Project, Register, Text, prepare
from grappe.engines.matching.asking import Asked
from grappe.engines.matching.graph import Flags
from grappe.engines.matching.ground import Ground
from grappe.engines.matching.learning import as_of, asked_about
from grappe.engines.matching.measures import MEASURES, measured

FIRST = 2019
PROJECTS = (
    "select code, edition::int, action, acronyme, titre_fr, resume_fr from read_parquet('{}/anr_pia_projects.parquet')"
)
PARTNERS = """
    select code, organisme, coordinateur, categorie, region from read_parquet('{}/anr_pia_partners.parquet')
    where organisme is not null and organisme != '' order by code, code_partenaire
"""


def register() -> Register:
    folder = Path(os.environ["GRAPPE_REAL_DATA"]) / "projects_fr"
    members: dict[str, dict[str, bool]] = defaultdict(dict)
    labels: dict[str, tuple[str, str]] = {}
    for code, name, leads, kind, region in duckdb.sql(PARTNERS.format(folder)).fetchall():
        members[code][name] = members[code].get(name, False) or bool(leads)
        labels[name] = (kind or "", region or "")
    projects = []
    for code, year, action, *words in duckdb.sql(PROJECTS.format(folder)).fetchall():
        text = ". ".join(one for one in words if one)
        lead = [name for name, leads in members[code].items() if leads]
        only = lead[0] if len(lead) == 1 else None
        projects.append(Project(code, year, tuple(members[code]), only, (action or "",), texts=(Text(text, "fr"),)))
    some = (Organisation(name, True, kind, "FR", region) for name, (kind, region) in sorted(labels.items()))
    return Register(2023, tuple(some), tuple(projects))


def _found(ground: Ground, asked: Asked, able: Flags) -> dict[str, Floats]:
    values = measured(ground, asked).values
    return {
        "popularity": values[:, MEASURES.index("popularity")],
        "projects together": values[:, MEASURES.index("together")] + 1e-6 * values[:, MEASURES.index("popularity")],
        "words": values[:, MEASURES.index("words")],
        "ours": ours(ground, asked, values, able),
    }


def anr() -> None:
    whole = register()
    ground, ranks, cold = prepare(as_of(whole, FIRST)), Ranks(), 0
    for project in whole.projects:
        known = tuple(one for one in project.members if one in ground.register.place_of)
        if project.year < FIRST or len(project.members) < 2:
            continue
        for hidden in project.members:
            rest = tuple(one for one in known if one != hidden)
            if hidden not in known or not rest:
                cold += 1
                continue
            able = np.ones(ground.count, dtype=np.bool_)
            able[[ground.register.place_of[one] for one in rest]] = False
            bare = _found(ground, asked_about(ground, project, rest, told=False, consortium=True), able)
            told = _found(ground, asked_about(ground, project, rest, told=True, consortium=True), able)
            found = bare | {"words": told["words"], "ours, title and summary": told["ours"]}
            place = np.array([ground.register.place_of[hidden]])
            ranks.add({name: best_rank(scores, place, able) for name, scores in found.items()})
    print(f"{ground.count} candidates; {cold} hidden members not asked about: new themselves, or left alone")
    ranks.tell("ANR-PIA")
