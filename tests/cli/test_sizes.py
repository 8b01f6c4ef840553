import json
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from grappe.cli.main import app
from grappe.engines import sizing

RUN = CliRunner()


@pytest.fixture
def problem(tmp_path):
    accounts = tuple(
        sizing.Accounts(year=year, awu=Decimal(30), turnover=Decimal(4_000_000), balance=Decimal(3_000_000))
        for year in (2022, 2023, 2024)
    )
    path = tmp_path / "problem.json"
    enterprise = sizing.Enterprise(id="acme", accounts=accounts)
    path.write_text(sizing.problem_to_json(sizing.Problem(subject="acme", enterprises=(enterprise,))))
    return path


def test_the_category_comes_with_its_reasons(problem):
    done = RUN.invoke(app, ["size", str(problem), "--on", "2025-06-01"])
    assert done.exit_code == 0
    assert "eu_sme: small" in done.output
    assert "2024: 30 work units" in done.output


def test_the_whole_answer_as_json(problem):
    done = RUN.invoke(app, ["size", str(problem), "--on", "2025-06-01", "--json"])
    assert [one["category"] for one in json.loads(done.output)["content"]["sizes"]] == ["small", "sme"]


def test_a_file_that_is_no_problem_is_refused_by_name(tmp_path):
    path = tmp_path / "rubbish.json"
    path.write_text("{}")
    done = RUN.invoke(app, ["size", str(path)])
    assert done.exit_code == 2
    assert "rubbish.json" in done.output
