"""Learn how words, letters, sense and meanings weigh for a need: titles that find their own summaries."""

import gzip
import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from grappe.engines.matching import PLAIN, ForNeed, Model, Organisation, Parameters, Register, Text, Wishes, prepare
from grappe.engines.matching.asking import asked_of
from grappe.engines.matching.measures import MEASURES, measured
from grappe.engines.texts import packaged_encoder

TEXT_MEASURES = ("words", "letters", "sense", "meanings")
# Titles are asked among so many summaries; talks shorter than this say nothing. Weights are held near 0 so much.
AMONG, SHORTEST, RESTRAINT = 206, 60, 1e-4
TOLD = (
    "titles that find their own summaries: ANR-PIA projects (Licence Ouverte) and the talks of two camps, in French,"
    " German and English; the rest by hand"
)

Floats = NDArray[np.float64]


def corpora() -> Iterator[list[tuple[str, str]]]:
    """Titles and summaries: projects in two halves, and the talks of each camp. None of them is asked by `talks`."""
    data = Path(os.environ["GRAPPE_REAL_DATA"])
    file = data / "projects_fr" / "anr_pia_projects.parquet"
    rows = duckdb.sql(f"select titre_fr, resume_fr from read_parquet('{file}')").fetchall()
    projects = list(dict.fromkeys((title, body) for title, body in rows if title and body and len(body) > SHORTEST))
    yield projects[:AMONG]
    yield projects[AMONG:]
    for name in ("frab-camp2019", "pretalx-rc3"):
        with gzip.open(data / "forum" / f"{name}.json.gz", "rt", encoding="utf-8") as lines:
            yield list(dict.fromkeys(talks_in(json.load(lines))))


def talks_in(node: object) -> Iterator[tuple[str, str]]:
    """Every title with its abstract and description, wherever they stand in a published schedule."""
    if isinstance(node, dict):
        title, body = node.get("title"), f"{node.get('abstract') or ''}\n\n{node.get('description') or ''}"
        plain = re.sub("<[^>]+>", " ", body).strip()
        if isinstance(title, str) and len(plain) > SHORTEST:
            yield title, plain
        node = list(node.values())
    if isinstance(node, list):
        for one in node:
            yield from talks_in(one)


def likenesses(some: list[tuple[str, str]]) -> Floats:
    """How like each title is to each summary, shape (titles, summaries, measures)."""
    bodies = tuple(Organisation(f"o{place}", True, texts=(Text(body),)) for place, (_, body) in enumerate(some))
    ground = prepare(Register(2026, bodies), Parameters(), packaged_encoder())
    columns = [MEASURES.index(name) for name in TEXT_MEASURES]
    asked = (asked_of(ground, ForNeed((Text(title),), wishes=Wishes(count=1))) for title, _ in some)
    return np.stack([measured(ground, one).values[:, columns] for one in asked])


def need_model() -> Model:
    """The plain weights, with those of texts learned, in sum as large as the plain ones."""
    tables = [likenesses(some) for some in corpora()]

    def loss(weights: Floats) -> float:
        found = 0.0
        for table in tables:
            scores = table @ weights
            own = np.diagonal(scores)
            most = scores.max(axis=1)
            found += float((np.log(np.exp(scores - most[:, None]).sum(axis=1)) + most - own).sum())
        return found / sum(len(table) for table in tables) + RESTRAINT / 2.0 * float(weights @ weights)

    size = len(TEXT_MEASURES)
    learned = minimize(loss, np.ones(size), method="L-BFGS-B", bounds=[(0.0, None)] * size).x
    plain = sum(PLAIN.weight.get(name, 0.0) for name in TEXT_MEASURES)
    texts = dict(zip(TEXT_MEASURES, np.round(learned * plain / learned.sum(), 2).tolist(), strict=True))
    print("need", texts, "before they were brought to the plain sum:", np.round(learned, 1))
    weight = PLAIN.weight | texts
    return replace(PLAIN, name="titles-need", measures=tuple(weight), weights=tuple(weight.values()), provenance=TOLD)
