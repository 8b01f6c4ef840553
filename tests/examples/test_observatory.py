"""The notebook computes what the pages show."""

import json
from pathlib import Path
from typing import Any

import pytest

from grappe.analytics.sources.declared import Declared
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.observatory.domain.tables import load_table
from grappe.apps.observatory.queries.industries import industry_course
from grappe.apps.observatory.queries.tables import regions_alike, since, strengths

EXAMPLES = Path(__file__).parents[2] / "examples"
TABLE = Declared(
    code="example",
    file="simulated-establishments.csv",
    name_fr="Exemple",
    name_en="Example",
    publisher="Simulated",
    edition="eco-2007",
    request={"layout": "sites", "territory": "fr-2016", "nomenclature": "nace-rev2"},
)


@pytest.fixture
def notebook(monkeypatch) -> dict[str, Any]:
    """What its code cells leave behind, run in their order in its own folder."""
    monkeypatch.chdir(EXAMPLES)
    monkeypatch.delenv("GRAPPE_EXAMPLE_FILE", raising=False)
    held = json.loads((EXAMPLES / "observatory.ipynb").read_text(encoding="utf-8"))
    assert held["nbformat"] == 4
    names: dict[str, Any] = {}
    for cell in held["cells"]:
        assert set(cell) >= {"cell_type", "metadata", "source"}
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), "observatory.ipynb", "exec"), names)
    return names


def test_the_notebook_computes_what_the_pages_show(notebook, db, tmp_path, settings, client):
    settings.DATA_DIR = tmp_path
    load_reference()
    table = load_table(declared=TABLE, folder=EXAMPLES, by=None, is_simulated=True).table
    region, industry = notebook["REGION"], notebook["INDUSTRY"]
    shown = strengths(table, region=region, year=2024, count=10)
    began = since(table, region=region, industries=[one.industry for one in shown], until=2024)
    assert shown, "an example in which nothing is strong teaches nothing"
    assert notebook["strengths"] == [
        (
            one.industry,
            pytest.approx(one.quotient),
            pytest.approx(one.low),
            pytest.approx(one.high),
            began[one.industry],
        )
        for one in shown
    ]
    alike = regions_alike(table, region=region, year=2024, count=5)
    assert notebook["alike"] == [(pytest.approx(one.distance), one.code) for one in alike]
    held = industry_course(table, industry=industry)[-1].concentration
    assert notebook["concentration"] == pytest.approx(
        {"gini": held.gini, "krugman": held.krugman, "herfindahl": held.herfindahl, "ellison_glaeser": held.gamma}
    )
    page = client.get(f"/en/observatory/regions/fr-2016/{region}/").content.decode()
    code, quotient, low, high, _year = notebook["strengths"][0]
    assert code == industry
    assert f"{quotient:.2f}" in page
    assert f"{low:.2f}–{high:.2f}" in page
    assert (
        f"{notebook['concentration']['ellison_glaeser']:.4f}"
        in client.get(f"/en/observatory/industries/example/{industry}/").content.decode()
    )
