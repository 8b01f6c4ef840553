"""Bad input from a terminal: named, located, refused or repaired as asked, and every row accounted for."""

import json

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from grappe.cli.main import app

RUN = CliRunner()
HEAD = "id,region,industry,jobs\na,84,62.01Z,10\nb,11,01.11Z,7\n"
WEIGHTS = "source,target,weight\n62.01Z,62.10Y,0.8\n62.01Z,62.20Y,0.2\n01.11Z,01.11Y,1\n"
NAICS = "industry_of_another_nomenclature"
REPAIR, SKIP = ("--on-bad", "repair"), ("--on-bad", "skip")


@pytest.fixture
def cells(tmp_path):
    def run(text, *options, nomenclature="naf-rev2"):
        (tmp_path / "sites.csv").write_text(text, encoding="utf-8")
        asked = ["--in", str(tmp_path / "sites.csv"), "--out", str(tmp_path / "cells.csv"), "--layout", "sites"]
        versions = ["--territory", "fr-2016", "--nomenclature", nomenclature]
        return RUN.invoke(app, ["observatory", "cells", *asked, *versions, *options])

    return run


def account(folder):
    held = json.loads((folder / "cells.csv.provenance.json").read_text(encoding="utf-8"))["rows"]
    return {name: count for name, count in held.items() if count}


@pytest.mark.parametrize(
    ("row", "named", "skipped"),
    [
        ("c,82,62.01Z,3", "region of another vintage: 1 row (82)", {"left_out_region_of_another_vintage": 1}),
        ("c,99,62.01Z,3", "unknown region: 1 row (99)", {"left_out_unknown_region": 1}),
        ("c,,62.01Z,3", "blank region: 1 row", {"left_out_blank_region": 1}),
        ("c,84,5415,3", "industry of another nomenclature: 1 row (5415)", {f"left_out_{NAICS}": 1}),
        ("c,84,62.01Z,-3", "negative jobs: 1 row", {"left_out_negative_jobs": 1}),
        ("c,84,62.01Z,many", "unreadable jobs: 1 row", {"left_out_unreadable_jobs": 1}),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_located_refused_and_counted(cells, tmp_path, row, named, skipped):
    done = cells(f"{HEAD}{row}\n")
    assert done.exit_code == 2
    assert named in done.output
    assert "sites.csv, line 4: id=c" in done.output
    assert not (tmp_path / "cells.csv").exists()
    assert cells(f"{HEAD}{row}\n", *SKIP).exit_code == 0
    assert account(tmp_path) == {"in": 3, "used": 2, **skipped}


def test_repeated_rows_are_located_and_kept_once(cells, tmp_path):
    done = cells(f"{HEAD}a,84,62.01Z,10\n")
    assert done.exit_code == 2
    assert "repeated row: 1 row (a)" in done.output
    assert "sites.csv, line 2: id=a" in done.output
    assert "sites.csv, line 4: id=a" in done.output
    assert cells(f"{HEAD}a,84,62.01Z,10\n", *REPAIR).exit_code == 0
    assert account(tmp_path) == {"in": 3, "used": 2, "left_out_repeated_row": 1}
    done = cells(f"{HEAD}a,84,62.01Z,12\n", *REPAIR)
    assert (done.exit_code, "sites.csv, line 4: id=a" in done.output) == (2, True)


def test_a_region_without_jobs_is_kept_and_its_quotient_missing(cells, tmp_path):
    assert cells(f"{HEAD}c,76,62.01Z,0\n").exit_code == 0
    held = {str(one["region"]): one for one in pyarrow.csv.read_csv(tmp_path / "cells.csv").to_pylist()}
    assert (held["76"]["jobs"], held["76"]["location_quotient"]) == (0, None)
    assert account(tmp_path) == {"in": 3, "used": 3}


def test_a_truncated_parquet_is_named(tmp_path):
    whole = tmp_path / "whole.parquet"
    pq.write_table(pa.table({"region": ["84"] * 500, "industry": ["62.01Z"] * 500, "jobs": range(500)}), whole)
    short = tmp_path / "short.parquet"
    short.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    done = RUN.invoke(app, ["observatory", "cells", "--in", str(short), "--out", str(tmp_path / "cells.csv")])
    assert done.exit_code == 2
    assert "short.parquet: the Parquet file is truncated" in done.output


def test_old_codes_go_into_new_ones_by_their_weights(cells, tmp_path):
    (tmp_path / "weights.csv").write_text(WEIGHTS, encoding="utf-8")
    concordance = ("--concordance", str(tmp_path / "weights.csv"))
    text = f"{HEAD}c,84,6201Z,20\nd,84,62.20Y,4\n"
    done = cells(text, *concordance, nomenclature="naf-2025")
    # An old code is written as a new one is: without the list of the correspondence it would pass for one.
    assert done.exit_code == 2
    assert "industry of another nomenclature: 3 rows (01.11Z, 62.01Z, 6201Z)" in done.output
    assert cells(text, *concordance, *REPAIR, nomenclature="naf-2025").exit_code == 0
    held = {one["industry"]: one["jobs"] for one in pyarrow.csv.read_csv(tmp_path / "cells.csv").to_pylist()}
    assert held == pytest.approx({"01.11Y": 7, "62.10Y": 24, "62.20Y": 10})
    assert account(tmp_path) == {"in": 4, "used": 4}


def test_a_code_that_stays_the_same_is_no_old_code(cells, tmp_path):
    (tmp_path / "weights.csv").write_text(WEIGHTS.replace("01.11Z,01.11Y", "01.11Z,01.11Z"), encoding="utf-8")
    done = cells(HEAD, "--concordance", str(tmp_path / "weights.csv"), nomenclature="naf-2025")
    assert "industry of another nomenclature: 1 row (62.01Z)" in done.output


def test_weights_that_are_not_whole_are_refused(cells, tmp_path):
    (tmp_path / "weights.csv").write_text(WEIGHTS.replace("0.2", "0.3"), encoding="utf-8")
    done = cells(HEAD, "--concordance", str(tmp_path / "weights.csv"), nomenclature="naf-2025")
    assert done.exit_code == 2
    assert "the weights of 62.01Z add up to 1.1, not 1" in done.output
