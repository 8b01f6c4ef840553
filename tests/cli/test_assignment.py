import json

import numpy as np
import pytest
from typer.testing import CliRunner

from grappe.cli.main import app
from grappe.engines import assignment

RUN = CliRunner()


@pytest.fixture
def problem(tmp_path):
    """Two proposals, three reviewers; by hand: r1 on a and r2 on b is best, 0.9 + 0.8."""
    proposals = (assignment.Proposal("a", 1), assignment.Proposal("b", 1))
    reviewers = tuple(assignment.Reviewer(name, 1) for name in ("r1", "r2", "r3"))
    matrix = assignment.Affinities.dense([[0.9, 0.5, 0.1], [0.7, 0.8, 0.2]])
    path = tmp_path / "problem.json"
    path.write_text(assignment.problem_to_json(assignment.Problem(proposals, reviewers, matrix)))
    return path


def test_a_problem_is_solved_written_and_checked(problem, tmp_path):
    out = tmp_path / "out.json"
    done = RUN.invoke(app, ["assignment", "solve", str(problem), "--json", str(out)])
    assert done.exit_code == 0
    assert "Total 1.7" in done.output
    assert "Optimal." in done.output
    assert json.loads(out.read_text())["content"]["pairs"] == [["a", "r1"], ["b", "r2"]]
    checked = RUN.invoke(app, ["assignment", "check", str(problem), str(out)])
    assert checked.exit_code == 0


def test_a_wrong_assignment_is_refused_by_the_check(problem, tmp_path):
    out = tmp_path / "out.json"
    RUN.invoke(app, ["assignment", "solve", str(problem), "--json", str(out)])
    document = json.loads(out.read_text())
    document["content"]["pairs"] = [["a", "r1"], ["b", "r1"]]
    out.write_text(json.dumps(document))
    checked = RUN.invoke(app, ["assignment", "check", str(problem), str(out)])
    assert checked.exit_code == 1
    assert "reviewer.load: r1" in checked.output


def test_one_who_declines_is_replaced(problem, tmp_path):
    out, mended = tmp_path / "out.json", tmp_path / "mended.json"
    RUN.invoke(app, ["assignment", "solve", str(problem), "--json", str(out)])
    arguments = ["assignment", "repair", str(problem), str(out), "--declined", "a=r1", "--json", str(mended)]
    done = RUN.invoke(app, arguments)
    assert done.exit_code == 0
    assert "+ r3 on a" in done.output
    assert json.loads(mended.read_text())["content"]["removed"] == [["a", "r1"]]


@pytest.mark.parametrize("kind", ["npy", "csv"])
def test_matrices_are_read(tmp_path, kind):
    path = tmp_path / f"matrix.{kind}"
    if kind == "npy":
        np.save(path, np.array([[0.9, 0.5], [0.7, -1.0]]))
    else:
        path.write_text("0.9,0.5\n0.7,-1\n")
    out = tmp_path / "out.json"
    options = ["--need", "1", "--most", "1", "--rule-out-below", "0", "--json", str(out)]
    assert RUN.invoke(app, ["assignment", "solve", str(path), *options]).exit_code == 0
    assert json.loads(out.read_text())["content"]["pairs"] == [["p1", "r2"], ["p2", "r1"]]


def test_an_impossible_problem_says_what_to_change(tmp_path):
    path, out = tmp_path / "matrix.csv", tmp_path / "out.json"
    path.write_text("0.9,0.5\n0.7,0.3\n")
    done = RUN.invoke(app, ["assignment", "solve", str(path), "--need", "2", "--most", "1", "--json", str(out)])
    assert done.exit_code == 1
    assert "These cannot hold together" in done.output
    assert "up to 2 proposals instead of 1" in done.output
    assert json.loads(out.read_text())["format"] == "grappe.assignment.infeasibility/1"


def test_lots_are_drawn(tmp_path):
    path = tmp_path / "matrix.csv"
    path.write_text("1,0\n0,1\n")
    done = RUN.invoke(app, ["assignment", "solve", str(path), "--need", "1", "--most", "1", "--cap", "0.75"])
    assert done.exit_code == 0
    assert "75.00% of the greatest" in done.output


def test_a_file_that_is_no_problem_is_refused_by_name(tmp_path):
    path = tmp_path / "rubbish.json"
    path.write_text("{}")
    done = RUN.invoke(app, ["assignment", "solve", str(path)])
    assert done.exit_code == 2
    assert "rubbish.json" in done.output
