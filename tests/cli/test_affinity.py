import json

import numpy as np
import pytest
from typer.testing import CliRunner

from grappe.cli.main import app

RUN = CliRunner()


@pytest.fixture
def files(tmp_path):
    proposals, experts = tmp_path / "proposals.csv", tmp_path / "experts.jsonl"
    proposals.write_text("id,title,text\nw,Wheat,Drought\nl,Laser,Titanium welding\n", encoding="utf-8")
    lines = [("ann", "Drought in wheat", 2020), ("ann", "Poems", None), ("bob", "Laser welding", 2019)]
    rows = [json.dumps({"expert": name, "title": title, "year": year}) for name, title, year in lines]
    experts.write_text("\n".join(rows), encoding="utf-8")
    return proposals, experts


def run(files, out, *options):
    return RUN.invoke(app, ["assignment", "affinity", *map(str, files), "--out", str(out), "--no-encoder", *options])


@pytest.mark.parametrize("kind", ["csv", "npy"])
def test_a_matrix_is_written_that_the_assignment_reads(files, tmp_path, kind):
    out = tmp_path / f"matrix.{kind}"
    done = run(files, out)
    assert done.exit_code == 0
    assert "2 proposals, 2 experts, compared by words and themes (no encoder)" in done.output
    matrix = np.load(out) if kind == "npy" else np.loadtxt(out, delimiter=",")
    assert matrix.argmax(axis=1).tolist() == [0, 1]
    solved = RUN.invoke(app, ["assignment", "solve", str(out), "--need", "1", "--most", "1"])
    assert solved.exit_code == 0
    assert "Optimal." in solved.output


def test_a_problem_keeps_the_names(files, tmp_path):
    out, answer = tmp_path / "problem.json", tmp_path / "answer.json"
    assert run(files, out, "--need", "1", "--most", "1", "--candidates", "1").exit_code == 0
    assert RUN.invoke(app, ["assignment", "solve", str(out), "--json", str(answer)]).exit_code == 0
    assert json.loads(answer.read_text())["content"]["pairs"] == [["w", "ann"], ["l", "bob"]]


def test_a_row_that_cannot_be_read_is_named(files, tmp_path):
    files[1].write_text('{"expert": "ann", "title": "x"}\n{"expert": "ann"}\n', encoding="utf-8")
    done = run(files, tmp_path / "matrix.csv")
    assert done.exit_code == 2
    assert "experts.jsonl, line 2, text: title and text are both empty" in done.output
    assert not (tmp_path / "matrix.csv").exists()


def test_an_unknown_kind_of_file_is_refused(files, tmp_path):
    done = run(files, tmp_path / "matrix.xlsx")
    assert done.exit_code == 2
    assert ".csv, .npy, .json" in done.output


def test_a_file_that_is_not_there_is_named(tmp_path):
    done = run((tmp_path / "none.csv", tmp_path / "none.csv"), tmp_path / "out.csv")
    assert done.exit_code == 2
    assert "none.csv" in done.output
