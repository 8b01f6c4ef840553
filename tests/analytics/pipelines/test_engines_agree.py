"""The contract of every engine: the plain reference's answers, exactly where whole, to 1e-12 otherwise."""

import os
import shutil
import tempfile
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grappe.analytics.backends import EngineAbsentError, backend_named
from grappe.analytics.pipelines import Request, build_cells, read_cells
from grappe.analytics.pipelines.reference import plain_cells, plain_quotients
from grappe.analytics.sources import OnBad
from grappe.analytics.sources.layout import Held
from grappe.analytics.sources.nomenclatures import industry_reading, read_concordance
from grappe.analytics.sources.territories import reading_of

SPARK_HERE = bool(find_spec("pyspark") and shutil.which("java"))
# Old and new regions, unknown and blank ones; codes of two nomenclatures.
REGIONS = ["84", "82", "83", "11", "76", "99", "", None]
INDUSTRIES = ["62.01Z", "6202A", "OLD1", "01.11Z", "?", None]
CONCORDANCE = "source,target,weight\nOLD1,62.01Z,0.25\nOLD1,01.11Z,0.75\n"
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "year": st.sampled_from([2023, 2024]),
            "region": st.sampled_from(REGIONS),
            "industry": st.sampled_from(INDUSTRIES),
            "jobs": st.one_of(st.integers(-2, 5000), st.none()),
        }
    ),
    min_size=1,
    max_size=30,
)
SCHEMA = pa.schema([("year", pa.int64()), ("region", pa.string()), ("industry", pa.string()), ("jobs", pa.int64())])


# PySpark leaves the socket of each answer to the garbage collector.
SPARK = pytest.param("spark-local", marks=pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"))


@pytest.fixture(scope="module", params=["duckdb", SPARK])
def backend(request, tmp_path_factory):
    if request.param != "duckdb" and not SPARK_HERE:
        if os.environ.get("GRAPPE_SPARK") == "required":
            pytest.fail("Spark was required: PySpark or Java 17 is missing.")
        pytest.skip("NO SPARK HERE: the contract was not tried on it. Run `make test-spark` where Java 17 is.")
    with closing(backend_named(request.param, folder=tmp_path_factory.mktemp("engine"), threads=2)) as held:
        yield held


def built(backend, rows, folder, on_bad):
    pq.write_table(pa.Table.from_pylist(rows, SCHEMA), folder / "sites.parquet")
    (folder / "old.csv").write_text(CONCORDANCE, encoding="utf-8")
    request = Request(
        str(folder / "sites.parquet"), layout="sites", territory="fr-2016", nomenclature="naf-rev2",
        concordance=folder / "old.csv", on_bad=on_bad,
    )  # fmt: skip
    found = build_cells(request, backend, folder / "work")
    cells = {(one["year"], one["region"], one["industry"]): one for one in read_cells(found.path)}
    return cells, found.provenance["rows"]


def expected(rows, folder, on_bad):
    industry = industry_reading("naf-rev2", concordance=read_concordance(folder / "old.csv"))
    return plain_cells(rows, reading_of("fr-2016", Held.REGION), industry, on_bad)


@given(rows=ROWS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_skipping_gives_what_plain_python_gives(backend, rows):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cells, account = built(backend, rows, folder, OnBad.SKIP)
        plain = expected(rows, folder, OnBad.SKIP)
    assert account["in"] == len(rows)
    assert account["used"] + sum(count for key, count in account.items() if key.startswith("left_out")) == len(rows)
    assert account["used"] == sum(cell.sites for cell in plain.values())
    assert cells.keys() == plain.keys()
    quotients = plain_quotients(plain)
    for key, cell in plain.items():
        # Whole numbers: bit for bit.
        assert (cells[key]["jobs"], cells[key]["sites"], cells[key]["squares"]) == (cell.jobs, cell.sites, cell.squares)
        if quotients[key] is None:
            assert cells[key]["location_quotient"] is None
        else:
            assert cells[key]["location_quotient"] == pytest.approx(quotients[key], rel=1e-12)


def test_repairing_shares_old_codes_out(backend, tmp_path):
    rows = [
        {"year": 2024, "region": "82", "industry": "OLD1", "jobs": 7},
        {"year": 2024, "region": "83", "industry": "OLD1", "jobs": 5},
        {"year": 2024, "region": "84", "industry": "62.01Z", "jobs": 4},
        {"year": 2024, "region": "11", "industry": "6201Z", "jobs": 9},
    ]
    cells, account = built(backend, rows, tmp_path, OnBad.REPAIR)
    plain = expected(rows, tmp_path, OnBad.REPAIR)
    assert account == {"in": 4, "left_aside": 0, "suppressed": 0, "used": 4}
    assert cells.keys() == plain.keys()
    for key, cell in plain.items():
        assert cells[key]["jobs"] == pytest.approx(cell.jobs, rel=1e-12)
        assert cells[key]["squares"] == pytest.approx(cell.squares, rel=1e-12)
    assert cells[2024, "84", "62.01Z"]["jobs"] == pytest.approx(4 + 12 * 0.25)


@pytest.mark.real_data
def test_county_business_patterns_of_2021(backend, real_data, tmp_path):
    """348,104 cells, 108,419,164 jobs, 203,984 quotients of 1 and above: the file's own README."""
    source = real_data / "observatory" / "us_cbp_county_naics6_2017_2021.csv.gz"
    found = build_cells(Request(str(source), where={"year": "2021"}), backend, tmp_path)
    cells = list(read_cells(found.path))
    assert len(cells) == found.provenance["rows"]["used"] == 348_104
    assert sum(one["jobs"] for one in cells) == 108_419_164
    assert sum(one["sites"] for one in cells) == 7_523_519
    assert sum(one["location_quotient"] >= 1 for one in cells) == 203_984
    assert sum(one["location_quotient"] >= 2 and one["jobs"] >= 1000 for one in cells) == 5_701


def test_an_unknown_engine_says_which_there_are():
    with pytest.raises(EngineAbsentError, match="spark-local"):
        backend_named("oracle")
