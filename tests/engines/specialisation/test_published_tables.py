"""The figures of other people's tables, from the folder of real data."""

import csv
from dataclasses import asdict

import numpy as np
import pytest
from tests.engines.specialisation.published import counties, counties_expected, matrix, numbers, rows

from grappe.engines.specialisation import (
    cluster_index,
    location_quotients,
    regional_profiles,
    shift_share,
)

pytestmark = pytest.mark.real_data


def test_goettingen(real_data):
    table = [r for r in rows(real_data / "observatory" / "Goettingen.csv") if r["WZ2008_Code"] != "A-R"]
    town = {year: [[float(r[f"Goettingen{year}"]) for r in table]] for year in (2008, 2017)}
    whole = {year: [float(r[f"BRD{year}"]) for r in table] for year in (2008, 2017)}
    found = regional_profiles(town[2017], whole=whole[2017])
    assert found.krugman[0] == pytest.approx(0.450846878362, abs=1e-12)
    assert found.gini[0] == pytest.approx(0.359852029495, abs=1e-12)
    parts = shift_share(town[2008], town[2017], whole_start=whole[2008], whole_end=whole[2017])
    sums = {name: values.sum() for name, values in asdict(parts).items()}
    assert sums == pytest.approx(
        {
            "growth": 10411,
            "national": 9178.191604251,
            "mix": 2204.820150904,
            "regional": -972.011755155,
            "competitive": -1396.200970292,
            "allocation": 424.189215137,
        },
        abs=1e-8,
    )


def test_german_laender(real_data):
    folder = real_data / "observatory"
    records = [r for r in rows(folder / "G_regions_industries_2015.csv") if r["ind_code"].startswith("WZ08-")]
    jobs, regions, sections = matrix(records, "region_code", "ind_code", "emp_all")
    firms, _, _ = matrix(records, "region_code", "ind_code", "firms")
    own = {r["region_code"]: r for r in records}
    area, people = ([float(own[r][name]) for r in regions] for name in ("area_sqkm", "pop"))
    for name, ours in (
        ("LQ", location_quotients(jobs).value),
        ("clusterindex", cluster_index(jobs, firms, area, people)),
    ):
        file = folder / f"G_regions_industries_2015_{name}_REAT.csv"
        theirs = {(r["j_region"], r["i_industry"]): r["LQ" if name == "LQ" else "CI"] for r in rows(file)}
        assert len(theirs) == ours.size
        for (region, section), value in theirs.items():
            if value != "NA":
                assert ours[regions.index(region), sections.index(section)] == pytest.approx(float(value), rel=1e-10)


def test_quotients_of_econgeo(real_data):
    folder = real_data / "observatory"
    ours = location_quotients(numbers(folder / "econgeo_mat_5x4.csv")).value
    assert ours == pytest.approx(numbers(folder / "econgeo_lq_5x4.csv"), abs=1e-13)


@pytest.mark.parametrize("year", [2017, 2021])
def test_us_counties(real_data, year):
    jobs, regions, industries = counties(real_data, year)
    expected = counties_expected(real_data)[str(year)]
    value = location_quotients(jobs).value
    assert jobs.sum() == expected["emp"]
    assert (value >= 1).sum() == expected["cells_lq_ge_1"]
    assert (value >= 2).sum() == expected["cells_lq_ge_2"]
    assert ((value >= 2) & (jobs >= 1000)).sum() == expected["cells_lq_ge_2_and_emp_ge_1000"]
    for name in (n for n in expected if n.startswith("lq_")):
        _, region, industry = name.split("_")
        assert value[regions.index(region), industries.index(industry)] == pytest.approx(expected[name], rel=1e-12)


def test_growth_of_santa_clara(real_data):
    expected = counties_expected(real_data)["shift_share_06085_2017_2021"]
    (first, places, old), (last, later, new) = counties(real_data, 2017), counties(real_data, 2021)
    every = sorted(set(old) | set(new))
    start, end = (
        np.column_stack([table[:, names.index(i)] if i in names else np.zeros(len(table)) for i in every])
        for table, names in ((first, old), (last, new))
    )
    parts = shift_share(
        start[[places.index("06085")]],
        end[[later.index("06085")]],
        whole_start=start.sum(axis=0),
        whole_end=end.sum(axis=0),
    )
    assert parts.national.sum() == pytest.approx(expected["national"], rel=1e-9)
    assert parts.mix.sum() == pytest.approx(expected["industry_mix"], rel=1e-9)
    assert parts.regional.sum() == pytest.approx(expected["regional"], rel=1e-9)


def test_published_quotients_of_american_states(real_data):
    file = real_data / "regions_stats" / "us_bls_oes_state_sector_locq.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        records = [r for r in csv.DictReader(lines) if r["tot_emp"] and r["locq"]]
    jobs, states, sectors = matrix(records, "area_title", "naics_title", "tot_emp")
    ours = location_quotients(jobs).value
    theirs = np.array([float(r["locq"]) for r in records])
    mine = np.array([ours[states.index(r["area_title"]), sectors.index(r["naics_title"])] for r in records])
    assert len(records) >= 800
    # The bureau's totals (all sectors, all owners) are not in the table: ours differ by one factor a state and one a
    # sector, and by nothing else.
    gaps = [{**r, "gap": np.log(m / t)} for r, m, t in zip(records, mine, theirs, strict=True)]
    logs = matrix(gaps, "area_title", "naics_title", "gap")[0]
    logs = logs[(jobs > 0).all(axis=1)]
    apart = logs - logs.mean(axis=0) - logs.mean(axis=1)[:, None] + logs.mean()
    assert logs.size > 600
    assert np.abs(apart).max() < 1e-8
