import json

import pyarrow.csv
import pytest
from typer.testing import CliRunner

from grappe.cli.main import app

RUN = CliRunner()
TEXT = "id,region,industry,jobs\na,84,62.01Z,10\nb,82,62.01Z,3\nc,11,01.11Z,7\n"


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(source, out, *options):
    return RUN.invoke(
        app, ["observatory", "cells", "--in", str(source), "--out", str(out), "--layout", "sites", *options]
    )


def test_cells_are_written_with_their_provenance(source, tmp_path):
    out = tmp_path / "cells.csv"
    done = run(source, out, "--territory", "fr-2016", "--nomenclature", "naf-rev2", "--on-bad", "repair")
    assert done.exit_code == 0, done.output
    assert "Rows: 3 in, 3 used." in done.output
    assert "region of another vintage: 1 rows (82): repaired." in done.output
    held = pyarrow.csv.read_csv(out).to_pylist()
    assert [(str(one["region"]), one["jobs"]) for one in held] == [("11", 7), ("84", 13)]
    provenance = json.loads((tmp_path / "cells.csv.provenance.json").read_text(encoding="utf-8"))
    assert provenance["rows"]["in"] == 3
    again = run(source, out, "--territory", "fr-2016", "--nomenclature", "naf-rev2", "--on-bad", "repair")
    assert "kept from an earlier run" in again.output


def test_bad_rows_are_refused_with_their_place(source, tmp_path):
    done = run(source, tmp_path / "cells.csv", "--territory", "fr-2016")
    assert done.exit_code == 2
    assert "sites.csv, line 3: id=b, region=82" in done.output
    assert not (tmp_path / "cells.csv").exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--column", "jobs"], "write NAME=VALUE"),
        (["--engine", "abacus"], "No engine 'abacus'"),
        (["--on-bad", "hope"], "hope"),
        (["--where", "planet=earth"], "no column planet"),
    ],
)
def test_what_cannot_be_done_is_said(source, tmp_path, options, told):
    done = run(source, tmp_path / "cells.csv", *options)
    assert done.exit_code == 2
    assert told in done.output
