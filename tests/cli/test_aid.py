import json
from datetime import date
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from grappe.cli.main import app
from grappe.engines import aid

RUN = CliRunner()


def ask(*options):
    return RUN.invoke(app, ["aid", "intensity", *options, "--date", "2025-06-01", "--json"])


def test_an_intensity_comes_with_its_steps():
    done = ask("--category", "industrial", "--size", "small", "--bonus", "collaboration")
    answer = json.loads(done.output)
    assert answer["max_intensity"] == 0.8
    assert [step["code"] for step in answer["steps"]] == [
        "rules.applied",
        "base",
        "bonus.size",
        "bonus.added",
        "cap",
        "intensity",
    ]
    assert all(step["text"] for step in answer["steps"])


@pytest.mark.parametrize(
    "options",
    [
        ("--category", "marketing", "--size", "small"),
        ("--category", "industrial", "--size", "small", "--bonus", "luck"),
    ],
)
def test_what_is_not_known_is_refused_by_name(options):
    done = ask(*options)
    assert done.exit_code == 2
    assert "one of" in done.output


@pytest.fixture
def project():
    firm = aid.Partner(
        "firm",
        aid.Size.LARGE,
        costs=(aid.Cost("experimental", Decimal(100_000)),),
        grants=(aid.Grant("State", "experimental", Decimal(30_000)),),
    )
    return aid.Project(date(2025, 6, 1), (firm,))


def test_a_project_above_its_ceiling_is_told_so(project, tmp_path):
    path = tmp_path / "project.json"
    path.write_text(aid.project_to_json(project))
    done = RUN.invoke(app, ["aid", "check", str(path)])
    assert done.exit_code == 1
    assert "30,000 EUR cut to 25,000" in done.output
    as_json = RUN.invoke(app, ["aid", "check", str(path), "--json"])
    assert json.loads(as_json.output)["content"]["within"] is False


def test_a_file_that_is_no_project_is_refused_by_name(tmp_path):
    path = tmp_path / "rubbish.json"
    path.write_text("{}")
    done = RUN.invoke(app, ["aid", "check", str(path)])
    assert done.exit_code == 2
    assert "rubbish.json" in done.output
