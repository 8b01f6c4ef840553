"""Texts that find their own: titles of talks asked as needs, among 300 descriptions, in French and in English."""

import gzip
import json
import os
from pathlib import Path

import numpy as np
from benchmarks.matching.figures import interval

from grappe.engines.matching import ForNeed, Organisation, Parameters, Register, Text, Wishes, prepare
from grappe.engines.matching.asking import asked_of
from grappe.engines.matching.measures import MEASURES, arranged, measured
from grappe.engines.texts import packaged_encoder

AMONG = 300


def described(language: str) -> list[tuple[str, str]]:
    """Titles and descriptions of the first talks of a language that have both."""
    file = Path(os.environ["GRAPPE_REAL_DATA"]) / "forum" / "pyvideo_talks.jsonl.gz"
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        talks = [json.loads(line) for line in lines]
    some = [(one["title"], one["description"]) for one in talks if one["language"] == language and one["description"]]
    return some[:AMONG]


def talks() -> None:
    for language in ("fra", "eng"):
        some = described(language)
        bodies = tuple(Organisation(f"o{place}", True, texts=(Text(body),)) for place, (_, body) in enumerate(some))
        ground = prepare(Register(2026, bodies), Parameters(), packaged_encoder())
        model = ground.parameters.models.need
        found: dict[str, list[float]] = {"words": [], "letters": [], "sense": [], "meanings": [], "ours": []}
        for place, (title, _) in enumerate(some):
            values = measured(ground, asked_of(ground, ForNeed((Text(title),), wishes=Wishes(count=1)))).values
            scores = {name: values[:, MEASURES.index(name)] for name in ("words", "letters", "sense", "meanings")}
            for name, seen in (scores | {"ours": model.scores(arranged(model, values))}).items():
                # Whoever ties with it comes first.
                found[name].append(float((seen >= seen[place]).sum() == 1))
        print(f"{language}: a title finds its own description among {len(some)}")
        for name, hits in found.items():
            print(f"  {name:7} {interval(np.array(hits))}", flush=True)
