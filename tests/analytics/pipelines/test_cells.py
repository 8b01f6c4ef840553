"""Files with every fault: named, located, refused or mended as asked, and every row accounted for."""

from contextlib import closing

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from grappe.analytics.backends import backend_named
from grappe.analytics.pipelines import Request, build_cells, provenance_of, read_cells, write_result
from grappe.analytics.pipelines.cells import Built
from grappe.analytics.schemas import CELLS
from grappe.analytics.sources import BadRowsError, OnBad, SourceError

HEADER = (
    "siret,etatAdministratifEtablissement,trancheEffectifsEtablissement,"
    "activitePrincipaleEtablissement,codeCommuneEtablissement\n"
)
GOOD = "1,A,11,62.01Z,69123\n2,A,53,62.01Z,31555\n3,F,11,62.01Z,69123\n4,A,,01.11Z,2A004\n"


@pytest.fixture
def engine():
    with closing(backend_named(threads=1)) as held:
        yield held


@pytest.fixture
def build(engine, tmp_path):
    def run(text, name="sites.csv", **asked) -> Built:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return build_cells(Request(str(path), **asked), engine, tmp_path / "work")

    return run


def by_region(built, name="jobs"):
    return {one["region"]: one[name] for one in read_cells(built.path)}


def test_the_register_of_establishments_is_recognised(build):
    built = build(HEADER + GOOD)
    assert built.provenance["layout"] == "sirene"
    assert by_region(built) == {"84": 14.5, "76": 15000.0, "94": 0.0}
    assert by_region(built, "jobs_high") == {"84": 19.0, "76": None, "94": 0.0}
    assert built.provenance["rows"] == {"in": 4, "left_aside": 1, "suppressed": 0, "used": 3}
    assert built.provenance["size_classes"]["53"] == [10000, None, 15000.0]


def test_old_regions_departments_and_levels(build):
    built = build(HEADER + GOOD, territory="fr-before-2016", level="division")
    assert by_region(built) == {"82": 14.5, "73": 15000.0, "94": 0.0}
    assert {one["industry"] for one in read_cells(built.path)} == {"62", "01"}
    assert by_region(build(HEADER + GOOD, territory="fr-departments")) == {"69": 14.5, "31": 15000.0, "2A": 0.0}


PLAIN = "id,region,industry,jobs\na,84,62.01Z,10\n"


@pytest.mark.parametrize(
    ("row", "told", "line"),
    [
        ("b,84,62.01Z,-3", "negative jobs: 1 row", 3),
        ("b,84,62.01Z,many", "unreadable jobs: 1 row", 3),
        ("b,,62.01Z,3", "blank region: 1 row", 3),
        ("b,84,,3", "blank industry: 1 row", 3),
        ("b,82,62.01Z,3", "region of another vintage: 1 row (82)", 3),
        ("b,999,62.01Z,3", "unknown region: 1 row (999)", 3),
        ("b,84,511210,3", "industry of another nomenclature: 1 row (511210)", 3),
        ("b,84,?!,3", "unknown industry: 1 row (?!)", 3),
    ],
)
def test_a_bad_row_is_named_located_and_refused_or_left_out(build, row, told, line):
    asked = {"layout": "sites", "territory": "fr-2016", "nomenclature": "naf-rev2"}
    with pytest.raises(BadRowsError) as refused:
        build(PLAIN + row + "\n", **asked)
    assert told in str(refused.value)
    assert f"sites.csv, line {line}: id=b" in str(refused.value)
    built = build(PLAIN + row + "\n", on_bad=OnBad.SKIP, **asked)
    rows = built.provenance["rows"]
    assert (rows["in"], rows["used"]) == (2, 1)
    assert built.provenance["troubles"][0]["done"] == "left out"


def test_only_what_needs_no_guess_is_repaired(build):
    asked = {"layout": "sites", "territory": "fr-2016", "on_bad": OnBad.REPAIR}
    assert by_region(build(PLAIN + "b,82,62.01Z,3\n", **asked)) == {"84": 13.0}
    with pytest.raises(BadRowsError, match="negative jobs"):
        build(PLAIN + "b,84,62.01Z,-3\n", **asked)
    # A new region was several old ones: nothing says which.
    with pytest.raises(BadRowsError, match="region of another vintage"):
        build(PLAIN, layout="sites", territory="fr-before-2016", on_bad=OnBad.REPAIR)


def test_repeated_rows_are_counted_and_one_of_each_is_kept(build):
    twice = PLAIN + "a,84,62.01Z,10\nb,84,62.01Z,5\n"
    with pytest.raises(BadRowsError, match=r"repeated row: 1 row \(a\)"):
        build(twice, layout="sites")
    built = build(twice, layout="sites", on_bad=OnBad.REPAIR)
    assert by_region(built) == {"84": 15.0}
    assert built.provenance["rows"] == {
        "in": 3, "left_aside": 0, "suppressed": 0, "left_out_repeated_row": 1, "used": 2,
    }  # fmt: skip


def test_a_key_with_two_figures_is_never_guessed(build):
    clash = PLAIN + "a,84,62.01Z,11\nb,84,62.01Z,5\n"
    with pytest.raises(BadRowsError, match=r"key with several rows: 2 rows \(a\)"):
        build(clash, layout="sites", on_bad=OnBad.REPAIR)
    built = build(clash, layout="sites", on_bad=OnBad.SKIP)
    assert by_region(built) == {"84": 5.0}
    assert built.provenance["rows"]["used"] == 1


def test_a_truncated_file_is_named(engine, tmp_path):
    path = tmp_path / "sites.parquet"
    pq.write_table(pa.table({"region": ["84"], "industry": ["a"], "jobs": [1]}), path)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(SourceError, match=r"sites\.parquet: the Parquet file is truncated"):
        build_cells(Request(str(path)), engine, tmp_path)
    path.write_bytes(b"PK\x03\x04 no table at all")
    with pytest.raises(SourceError, match="no Parquet file"):
        build_cells(Request(str(path)), engine, tmp_path)
    with pytest.raises(SourceError, match="no such file"):
        build_cells(Request(str(tmp_path / "absent-*.parquet")), engine, tmp_path)


def test_an_unknown_layout_says_what_was_found(build):
    with pytest.raises(SourceError, match=r"no known layout has the columns a, b.*--layout"):
        build("a,b\n1,2\n")
    with pytest.raises(SourceError, match="it lacks jobs"):
        build("region,industry\n84,a\n", layout="sites")


def test_a_finished_stage_is_kept_and_a_changed_file_is_not(engine, tmp_path):
    path, steps = tmp_path / "sites.csv", []
    path.write_text(PLAIN, encoding="utf-8")
    for _again in range(2):
        build_cells(Request(str(path), layout="sites"), engine, tmp_path / "work", steps.append)
    assert [one.stage for one in steps if one.kept] == ["counting", "cells"]
    path.write_text(PLAIN + "b,84,62.01Z,1\n", encoding="utf-8")
    steps.clear()
    built = build_cells(Request(str(path), layout="sites"), engine, tmp_path / "work", steps.append)
    assert not [one for one in steps if one.kept]
    assert by_region(built) == {"84": 11.0}


def test_a_result_carries_its_provenance(build, tmp_path):
    built = build(PLAIN, layout="sites")
    table = CELLS.shaped(pq.read_table(built.path))
    assert CELLS.faults(table) == []
    out = tmp_path / "cells.parquet"
    write_result(table, out, built.provenance)
    held = provenance_of(out)
    assert held["inputs"]["sites.csv"].startswith("blake2b:")
    assert (tmp_path / "cells.parquet.provenance.json").is_file()
    assert [(one.name, one.type) for one in pq.read_schema(out)] == [(one.name, one.type) for one in CELLS.arrow()]


def test_sound_files_take_the_short_way_to_the_same_cells(engine, tmp_path):
    table = pa.table({"region": [1, 1, 2], "industry": [7, 7, 8], "jobs": [3, 4, 5]})
    pq.write_table(table, tmp_path / "plain.parquet")
    pq.write_table(table, tmp_path / "blind.parquet", write_statistics=False)
    short, long = (
        list(read_cells(build_cells(Request(str(tmp_path / name)), engine, tmp_path / "work").path))
        for name in ("plain.parquet", "blind.parquet")
    )
    key = lambda one: (one["region"], one["industry"])  # noqa: E731
    assert sorted(short, key=key) == sorted(long, key=key)
    assert {(one["region"], one["jobs"], one["squares"]) for one in short} == {("1", 7.0, 25.0), ("2", 5.0, 25.0)}
