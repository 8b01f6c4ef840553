import json
from datetime import date
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from grappe.cli.main import app
from grappe.engines import aid

RUN = CliRunner()


@pytest.fixture(autouse=True)
def _packaged_rules(monkeypatch):
    monkeypatch.delenv("GRAPPE_AID_RULES", raising=False)


def ask(*options):
    return RUN.invoke(app, ["aid", "intensity", *options, "--date", "2025-06-01", "--json"])


def test_an_intensity_comes_with_its_steps():
    done = ask("--category", "industrial", "--size", "small", "--bonus", "collaboration")
    answer = json.loads(done.output)
    assert set(answer) == {"max_intensity", "steps"}
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


@pytest.mark.parametrize(("day", "reason"), [("2027-01-01", "ended on 2026-12-31"), ("2010-01-01", "is as old")])
def test_a_day_without_rules_is_refused_with_what_to_do(day, reason):
    options = ["--category", "industrial", "--size", "small", "--date", day, "--json"]
    done = RUN.invoke(app, ["aid", "intensity", *options])
    assert done.exit_code == 2
    assert reason in done.output
    assert "grappe aid rules" in done.output


def test_an_office_adds_the_period_that_follows(tmp_path):
    book = json.loads(RUN.invoke(app, ["aid", "rules"]).output)
    follows = book["content"]["exemptions"][-1] | {"name": "next", "valid_from": "2027-01-01", "valid_until": None}
    book["content"]["exemptions"].append(follows)
    path = tmp_path / "rules.json"
    path.write_text(json.dumps(book))
    options = ["--category", "experimental", "--size", "large", "--date", "2027-05-01", "--rules", str(path)]
    done = RUN.invoke(app, ["aid", "intensity", *options])
    assert "Rules next apply" in done.output
    path.write_text("{}")
    assert RUN.invoke(app, ["aid", "intensity", *options]).exit_code == 2


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
