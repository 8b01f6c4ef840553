"""Learn the packaged weights from the H2020 projects of 2016 to 2018, each year with what was known before it."""

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path

from benchmarks.matching.h2020 import register
from benchmarks.matching.needs import need_model

from grappe.engines import matching
from grappe.engines.matching import PLAIN, Model, Models, learn

TOLD = (
    "H2020 projects starting in 2016 to 2018, known: those of earlier years from 2014 (CORDIS, CC BY 4.0);"
    " texts, sectors, places: by hand"
)


def taught(kind: str) -> Model:
    """Learn the weights of one kind of question: first those that choose the candidates, then those that order them."""
    history, name, together = register(2018), f"h2020-2018-{kind}", kind == "consortium"
    first = learn(history, 2018, PLAIN, consortium=together, name="first", growth=None)
    return learn(history, 2018, first, consortium=together, name=name, provenance=TOLD, years=3)


def written(models: Models) -> str:
    """As JSON, one line for each model: thousands of numbers are not read by eye."""
    held = {name: json.dumps(model, ensure_ascii=False) for name, model in asdict(models).items()}
    return "{" + ",\n".join(f'"{name}": {text}' for name, text in held.items()) + "}\n"


def teach() -> None:
    with ProcessPoolExecutor() as side_by_side:
        alone, together = side_by_side.map(taught, ("lead", "consortium"))
    file = Path(matching.__file__).with_name("weights.json")
    file.write_text(written(Models(alone, together, need_model())), encoding="utf-8")
    for model in (alone, together):
        print(model.name, {measure: round(weight, 2) for measure, weight in model.weight.items()})
        print(len(model.trees.leaves), "trees ask about", ", ".join(model.trees.asked))
