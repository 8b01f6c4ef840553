"""Eurostat's formats: every figure, and figures kept secret told from figures that do not exist."""

import json
from contextlib import closing

import pytest

from grappe.analytics.backends import backend_named
from grappe.analytics.pipelines import Request, build_cells, read_cells
from grappe.analytics.sources import OnBad, SourceError

TSV = (
    "freq,nace_r2,unit,geo\\TIME_PERIOD\t2019 \t2020 \n"
    "A,C10,THS,FRK2\t12.5 b\t: c\nA,C10,THS,FR71\t3\t:\nA,C11,THS,FRK2\t2 \t4 e\n"
)


def build(path, folder, **asked):
    with closing(backend_named(threads=1)) as engine:
        return build_cells(Request(str(path), **asked), engine, folder / "work")


def test_a_tsv_table_is_read_with_its_flags(tmp_path):
    path = tmp_path / "table.tsv"
    path.write_text(TSV, encoding="utf-8")
    with pytest.raises(SourceError, match=r"region of another vintage: 1 row \(FR71\)"):
        build(path, tmp_path)
    built = build(path, tmp_path, on_bad=OnBad.REPAIR)
    cells = {(one["year"], one["industry"]): one["jobs"] for one in read_cells(built.path)}
    assert cells == {(2019, "10"): 15.5, (2019, "11"): 2.0, (2020, "11"): 4.0}
    assert built.provenance["rows"] == {"in": 5, "left_aside": 0, "suppressed": 1, "used": 4}


def test_two_units_are_never_added_up(tmp_path):
    path = tmp_path / "table.tsv"
    path.write_text(TSV + "A,C11,PC,FRK2\t9\t9\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"unit has several values.*--where unit=VALUE"):
        build(path, tmp_path, on_bad=OnBad.REPAIR)
    assert build(path, tmp_path, on_bad=OnBad.REPAIR, where={"unit": "THS"}).provenance["rows"]["used"] == 4


def test_json_stat_is_read_sparse_or_dense(tmp_path):
    held = {
        "version": "2.0", "id": ["nace_r2", "geo", "time"], "size": [1, 2, 1], "value": {"0": 5, "1": 7},
        "dimension": {
            "nace_r2": {"category": {"index": {"C10": 0}}},
            "geo": {"category": {"index": ["FRK2", "FRB0"]}},
            "time": {"category": {"index": {"2019": 0}}},
        },
    }  # fmt: skip
    path = tmp_path / "table.json"
    for value in ({"0": 5, "1": 7}, [5, 7]):
        path.write_text(json.dumps({**held, "value": value}), encoding="utf-8")
        cells = {one["region"]: one["jobs"] for one in read_cells(build(path, tmp_path).path)}
        assert cells == {"FRK2": 5.0, "FRB0": 7.0}
    path.write_text(json.dumps(held)[:-40], encoding="utf-8")
    with pytest.raises(SourceError, match="no whole JSON-stat"):
        build(path, tmp_path)


def test_a_torn_line_is_located(tmp_path):
    path = tmp_path / "table.tsv"
    path.write_text(TSV[:-12], encoding="utf-8")
    with pytest.raises(SourceError, match=r"line 4.*truncated"):
        build(path, tmp_path)
