import json

import pyarrow.csv
import pyarrow.parquet
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
    assert "region of another vintage: 1 row (82): repaired." in done.output
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


@pytest.fixture
def cells(tmp_path):
    path, out = tmp_path / "years.csv", tmp_path / "cells.parquet"
    lines = ["year,region,industry,jobs,sites,squares"]
    figures = {("2008", "a"): (40, 10), ("2008", "b"): (60, 90), ("2017", "a"): (70, 10), ("2017", "b"): (60, 60)}
    lines += [
        f"{year},{region},{industry},{jobs},4,{jobs * jobs // 4}"
        for (year, region), both in figures.items()
        for industry, jobs in zip(("x", "y"), both, strict=True)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = RUN.invoke(app, ["observatory", "cells", "--in", str(path), "--out", str(out)])
    assert done.exit_code == 0, done.output
    return out


def figures_of(cells, command, *options):
    out = cells.with_name(f"{command}.csv")
    done = RUN.invoke(app, ["observatory", command, "--in", str(cells), "--out", str(out), *options])
    assert done.exit_code == 0, done.output
    return pyarrow.csv.read_csv(out).to_pylist()


def test_quotients_of_the_engine_are_those_of_the_expressions(cells):
    held = {(one["region"], one["industry"]): one for one in figures_of(cells, "lq", "--year", "2017")}
    assert held["a", "x"]["location_quotient"] == pytest.approx(70 / 80 / (130 / 200))
    in_cells = {
        (one["region"], one["industry"]): one["location_quotient"]
        for one in pyarrow.parquet.read_table(cells).to_pylist()
        if one["year"] == 2017
    }
    assert {key: one["location_quotient"] for key, one in held.items()} == pytest.approx(in_cells, rel=1e-12)
    assert held["a", "x"]["low"] < held["a", "x"]["location_quotient"] < held["a", "x"]["high"]


def test_stars_strong_clusters_and_profiles(cells):
    starred = figures_of(cells, "stars", "--year", "2017", "--edition", "eu10-2006")
    assert {one["stars"] for one in starred if one["region"] == "a" and one["industry"] == "x"} == {1}
    strong = figures_of(cells, "strong", "--year", "2017", "--top", "0.5")
    assert [(one["region"], one["industry"]) for one in strong if one["strong"]] == [("a", "x"), ("b", "y")]
    profiles = {one["region"]: one for one in figures_of(cells, "indices", "--year", "2017")}
    # The shares are 7/8 and 1/8 in the region, 65 % and 35 % in the whole.
    assert profiles["a"]["krugman"] == pytest.approx(0.45)


def test_concentration_by_the_published_formula(cells):
    rows = {one["industry"]: one for one in figures_of(cells, "eg", "--year", "2017")}
    # Shares of x in the regions and of all jobs; four equal plants in each cell.
    s, x = (70 / 130, 60 / 130), (80 / 200, 120 / 200)
    raw = sum((a - b) ** 2 for a, b in zip(s, x, strict=True))
    plants = (70**2 // 4 + 60**2 // 4) / 130**2
    gamma = (raw / (1 - sum(b * b for b in x)) - plants) / (1 - plants)
    assert rows["x"]["ellison_glaeser"] == pytest.approx(gamma, rel=1e-12)


def test_complexity_of_a_table_without_an_answer_says_why(cells):
    done = RUN.invoke(app, ["observatory", "eci", "--year", "2017", "--in", str(cells), "--out", str(cells) + ".csv"])
    assert done.exit_code == 2
    assert done.output.strip()


@pytest.mark.real_data
def test_complexity_of_american_states(real_data, tmp_path):
    source = real_data / "observatory" / "us_cbp_county_naics6_2017_2021.csv.gz"
    cells = tmp_path / "cells.parquet"
    files = ["--in", str(source), "--out", str(cells), "--where", "year=2021", "--territory", "us-states"]
    assert RUN.invoke(app, ["observatory", "cells", *files]).exit_code == 0
    rows = figures_of(cells, "eci")
    assert len(rows) == 50
    assert sum(one["jobs"] for one in rows) == 108_419_164
    assert all(one["spectral_gap"] > 0 for one in rows)
    assert sum(one["eci"] for one in rows) == pytest.approx(0, abs=1e-9)


def test_parts_of_growth_add_up_and_carry_their_provenance(cells):
    rows = figures_of(cells, "shift-share", "--start", "2008", "--end", "2017")
    for one in rows:
        assert one["national"] + one["mix"] + one["regional"] == pytest.approx(one["growth"])
    assert sum(one["growth"] for one in rows) == pytest.approx(0)
    held = json.loads(cells.with_name("shift-share.csv.provenance.json").read_text(encoding="utf-8"))
    assert held["cells"]["layout"] == "cells"
    assert held["inputs"]["cells.parquet"].startswith("blake2b:")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["lq"], "2008, 2017: name one with --year"),
        (["lq", "--year", "1999"], "No cells of 1999"),
        (["stars", "--year", "2017", "--edition", "none-1"], "No edition 'none-1'"),
        (["stars", "--year", "2017", "--edition", "panorama-2014"], "wage"),
    ],
)
def test_an_indicator_that_cannot_be_computed_says_why(cells, options, told):
    done = RUN.invoke(app, ["observatory", *options, "--in", str(cells), "--out", str(cells.with_name("no.csv"))])
    assert done.exit_code == 2
    assert told in done.output
