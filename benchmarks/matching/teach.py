"""Learn the packaged weights from the H2020 projects of 2017 and 2018, each year with what was known before it."""

import json
from dataclasses import asdict
from pathlib import Path

from benchmarks.matching.h2020 import register
from benchmarks.matching.needs import need_model

from grappe.engines import matching
from grappe.engines.matching import PLAIN, Models, learn

TOLD = (
    "H2020 projects starting in 2017 and 2018, known: those of earlier years from 2014 (CORDIS, CC BY 4.0);"
    " texts, sectors, places: by hand"
)


def teach() -> None:
    history = register(2018)
    alone, together = (
        learn(history, 2018, PLAIN, consortium=consortium, name=f"h2020-2018-{name}", provenance=TOLD, years=2)
        for consortium, name in ((False, "lead"), (True, "consortium"))
    )
    file = Path(matching.__file__).with_name("weights.json")
    file.write_text(json.dumps(asdict(Models(alone, together, need_model())), indent=1) + "\n", encoding="utf-8")
    for model in (alone, together):
        print(model.name, {measure: round(weight, 2) for measure, weight in model.weight.items()})
