"""K_d and M from a terminal: a planted cluster is found, bad coordinates are named, located, mended or left out."""

import csv
import json
import random

import numpy as np
import pytest
from typer.testing import CliRunner

from grappe.analytics.backends import backend_named
from grappe.analytics.pipelines.points import LAMBERT, Asked, read_points
from grappe.analytics.sources import BadRowsError, OnBad
from grappe.analytics.sources.projection import LAMBERT_93, around
from grappe.cli.main import app

RUN = CliRunner()
FRANCE = (-5.0, 41.0, 10.0, 52.0)


def sites(folder, changes=()):
    """Forty sites of A within a few kilometres of each other, a hundred of B anywhere in France."""
    chance = random.Random(1)
    rows = [["site", "region", "industry", "jobs", "x", "y"]]
    for number in range(140):
        near = number < 40
        x = 4.8 + chance.gauss(0, 0.03) if near else chance.uniform(-1, 7)
        y = 45.7 + chance.gauss(0, 0.03) if near else chance.uniform(43.5, 49.5)
        rows.append([number, "84", "A" if near else "B", chance.randint(1, 9), round(x, 5), round(y, 5)])
    for line, values in changes:
        rows[line - 1][3:] = values
    path = folder / "sites.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.mark.parametrize("command", ["kd", "m"])
def test_a_planted_cluster_is_found_and_a_second_run_goes_on_from_the_first(tmp_path, command):
    path, out = sites(tmp_path), tmp_path / "out.csv"
    asked = ["observatory", command, "--in", str(path), "--out", str(out), "--simulations", "39", "--steps", "10"]
    asked += ["--reach", "20"]
    assert RUN.invoke(app, asked).exit_code == 0
    rows = list(csv.DictReader(out.read_text().splitlines()))
    assert {row["industry"] for row in rows} == {"A", "B"}
    assert all(float(row["p_above"]) <= 0.05 for row in rows if row["industry"] == "A")
    assert any(float(row["localisation"]) > 0 for row in rows if row["industry"] == "A")
    told = json.loads((tmp_path / "out.csv.provenance.json").read_text())
    assert (told["rows"]["in"], told["rows"]["used"], told["rows"]["out"]) == (140, 140, 20)
    assert "sites.csv" in told["inputs"]
    again = RUN.invoke(app, asked)
    assert again.exit_code == 0
    assert list(csv.DictReader(out.read_text().splitlines())) == rows
    assert "kept from an earlier run" in again.output


BAD = [(5, [5, 45.7, 4.8]), (6, [5, 842000, 6519000]), (7, [5, "", ""]), (8, [-5, 4.8, 45.7]), (9, [5, 100, 20])]


def test_every_bad_place_is_named_and_located(tmp_path):
    path = sites(tmp_path, BAD)
    done = RUN.invoke(app, [
        "observatory", "m", "--in", str(path), "--out", str(tmp_path / "no.csv"), "--within=-5,41,10,52",
    ])  # fmt: skip
    assert done.exit_code == 2
    for reason, line in (("swapped", 5), ("projected", 6), ("no coordinates", 7), ("negative jobs", 8), ("reach", 9)):
        told = next(line for line in done.output.splitlines() if reason in line)
        assert ": 1 row" in told
        assert f"sites.csv, line {line}:" in done.output


def test_rows_are_left_out_and_counted_or_mended(tmp_path):
    backend = backend_named("duckdb", memory="1GB", folder=tmp_path)
    path = sites(tmp_path, BAD)
    left = read_points(Asked(str(path), within=FRANCE, on_bad=OnBad.SKIP), backend)
    assert left.rows["used"] == 135
    assert sum(count for name, count in left.rows.items() if name.startswith("left out")) == 5
    mended = read_points(Asked(str(sites(tmp_path, BAD[:2])), within=FRANCE, on_bad=OnBad.REPAIR), backend)
    assert mended.rows["used"] == 140
    assert [one.done for one in mended.troubles] == ["repaired", "repaired"]
    # Both stand near Lyon again, within twenty kilometres of the planted cluster.
    middle = np.median(mended.places[:40], axis=0)
    assert np.hypot(*(mended.places[3:5] - middle).T).max() < 20
    with pytest.raises(BadRowsError, match="no coordinates"):
        read_points(Asked(str(sites(tmp_path, BAD)), within=FRANCE, on_bad=OnBad.REPAIR), backend)
    with pytest.raises(BadRowsError, match="place out of reach: 140 rows"):
        read_points(Asked(str(sites(tmp_path)), coordinates=LAMBERT), backend)


def test_lambert_93_has_its_origin_and_comes_back():
    east, north = LAMBERT_93.forward([3.0], [46.5])
    assert (east[0], north[0]) == pytest.approx((700_000, 6_600_000))
    longitude, latitude = np.array([-4.5, 2.35, 9.4]), np.array([48.4, 48.85, 42.1])
    back = LAMBERT_93.inverse(*LAMBERT_93.forward(longitude, latitude))
    assert np.allclose(back, (longitude, latitude), atol=1e-9)


def test_a_plane_keeps_lengths():
    """A degree of the meridian at 46.5 degrees north is 111.15 km (GRS 80)."""
    longitude, latitude = np.array([3.0, 3.0, -4.0, 9.0]), np.array([46.0, 47.0, 42.0, 51.0])
    x, y = around(longitude, latitude).forward(longitude, latitude)
    assert np.hypot(x[1] - x[0], y[1] - y[0]) == pytest.approx(111_150, rel=5e-3)
