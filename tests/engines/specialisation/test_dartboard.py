import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.specialisation.published import rows

from grappe.engines.specialisation import (
    NegativeFigureError,
    PlantSizes,
    TableShapeError,
    UnsupportedParameterError,
    banded_herfindahl,
    cells_of,
    coagglomeration,
    ellison_glaeser,
    maurel_sedillot,
    pairwise_coagglomeration,
    plant_sizes,
    throw_plants,
)

# Plants of the textbook's industry in three regions of 500,000, 400,000 and 100,000 jobs.
PLANTS = {0: [200, 650, 12000, 100, 50], 1: [16000, 13000, 1500, 1500], 2: [25000]}
REGION = np.repeat([0, 1, 2], [5, 4, 1])
SIZES = np.concatenate([PLANTS[r] for r in range(3)]).astype(float)
TOTALS = [500_000, 400_000, 100_000]


def one_industry(region, sizes, regions):
    column = np.zeros_like(region)
    return cells_of(region, column, sizes, (regions, 1)).jobs, plant_sizes(column, sizes, 1)


def test_the_textbook_with_the_region_totals_given():
    """REAT's `ellison.a2` puts the sample's totals in place of those given: ours does not."""
    jobs, sizes = one_industry(REGION, SIZES, 3)
    found = ellison_glaeser(jobs, sizes, regions=TOTALS)
    assert found.raw[0] == pytest.approx(0.168163265306, abs=1e-12)
    assert found.herfindahl[0] == pytest.approx(0.24468877551, abs=1e-11)
    assert found.gamma[0] == pytest.approx(0.0599062841165, abs=1e-12)


def test_the_plant_herfindahl_is_taken_off():
    """A fault of concentrationMetrics: G / (X (1 - H)) makes an industry of two plants look concentrated."""
    jobs, sizes = one_industry(np.array([0, 1]), np.array([10.0, 10.0]), 2)
    found = ellison_glaeser(jobs, sizes, regions=[50, 50])
    assert found.gamma[0] == pytest.approx(-1)
    assert found.raw[0] / (found.room * (1 - found.herfindahl[0])) == 0


def simulated(index, seed, throws=1500):
    """Gamma of plants thrown at random, by brute force."""
    chance = np.random.default_rng(seed)
    x, sizes = np.array([0.5, 0.2, 0.2, 0.1]), chance.lognormal(2, 1.2, 25)
    column = np.zeros(25, dtype=int)
    moments = plant_sizes(column, sizes, 1)
    found = [
        index(cells_of(chance.choice(4, 25, p=x), column, sizes, (4, 1)).jobs, moments, regions=x)
        for _ in range(throws)
    ]
    return np.array([f.gamma[0] for f in found]), found[0].error[0]


@pytest.mark.parametrize("index", [ellison_glaeser, maurel_sedillot])
def test_random_plants_have_gamma_zero_and_the_error_told(index):
    gammas, error = simulated(index, 3)
    assert gammas.mean() == pytest.approx(0, abs=4 * error / np.sqrt(1500))
    assert gammas.std() == pytest.approx(error, rel=0.1)


def test_all_plants_in_one_small_place_have_gamma_near_one():
    jobs, sizes = one_industry(np.full(50, 2), np.ones(50), 3)
    found = ellison_glaeser(jobs, sizes, regions=[490, 490, 20])
    assert found.gamma[0] > 0.9
    assert found.p_value[0] < 1e-6
    thrown = throw_plants(np.full(50, 2), np.ones(50), [490, 490, 20], throws=99)
    assert thrown.gamma == pytest.approx(found.gamma[0])
    assert thrown.p_value == 0.01
    assert thrown.low < 0 < thrown.high


def test_throws_do_not_depend_on_the_chunk():
    one, other = (throw_plants(REGION, SIZES, TOTALS, throws=50, seed=4, chunk=c) for c in (10, 10_000))
    assert (one.simulated == other.simulated).all()


@given(st.integers(0, 1000))
def test_a_pair_is_what_ellison_glaeser_and_kerr_say(seed):
    chance = np.random.default_rng(seed)
    region, industry = chance.integers(0, 5, 40), np.arange(40) % 3
    sizes = chance.lognormal(3, 1, 40)
    jobs, moments = cells_of(region, industry, sizes, (5, 3)).jobs, plant_sizes(industry, sizes, 3)
    totals = chance.random(5) + 0.1
    pairs = pairwise_coagglomeration(jobs, regions=totals)
    for i, j in ((0, 1), (0, 2), (1, 2)):
        two = PlantSizes(moments.herfindahl[[i, j]])
        assert coagglomeration(jobs[:, [i, j]], two, regions=totals) == pytest.approx(pairs[i, j], abs=1e-12)


def test_one_plant_says_nothing():
    jobs, sizes = one_industry(np.array([1]), np.array([9.0]), 2)
    assert np.isnan(ellison_glaeser(jobs, sizes, regions=[5, 5]).gamma[0])
    with pytest.raises(TableShapeError):
        throw_plants([0], [1], [5, 5])


def test_bands_of_size_bound_the_herfindahl():
    found = banded_herfindahl([[10, 2], [0, 1]], [1, 10], [9, 50])
    exact = plant_sizes(np.zeros(12, dtype=int), np.array([5.0] * 10 + [30, 30]), 1).herfindahl[0]
    assert found.middle[0] == pytest.approx(exact)
    assert found.low[0] <= exact <= found.high[0]
    assert found.middle[1] == found.low[1] == found.high[1] == 1
    with pytest.raises(UnsupportedParameterError, match="open band"):
        banded_herfindahl([[1]], [500], [np.inf])


def test_what_does_not_fit_is_refused():
    with pytest.raises(TableShapeError):
        cells_of([0, 3], [0, 0], [1, 1], (2, 1))
    with pytest.raises(NegativeFigureError, match="Establishment 1"):
        cells_of([0, 0], [0, 0], [1, np.nan], (2, 1))
    with pytest.raises(UnsupportedParameterError, match="one region"):
        ellison_glaeser([[1]], PlantSizes(np.array([0.5])))
    with pytest.raises(TableShapeError, match="Herfindahl"):
        ellison_glaeser([[1], [1]], PlantSizes(np.array([0.5, 0.5])))
    with pytest.raises(UnsupportedParameterError, match="two industries"):
        coagglomeration([[1], [1]], PlantSizes(np.array([0.5])))


@pytest.mark.real_data
def test_the_four_industries_of_the_textbook(real_data):
    """REAT's `ellison.c` gives 12.07 where the published formula gives 0.089."""
    firms = list(rows(real_data / "observatory" / "FK2014_EGC.csv"))
    expected = json.loads((real_data / "observatory" / "FK2014_EGC_expected.json").read_text())
    names = sorted({f["industry"] for f in firms})
    region = np.array([int(f["region"]) - 1 for f in firms])
    industry = np.array([names.index(f["industry"]) for f in firms])
    sizes = np.array([float(f["emp_firm"]) for f in firms])
    totals = [next(float(f["emp_region"]) for f in firms if int(f["region"]) == r) for r in (1, 2, 3)]
    jobs, moments = cells_of(region, industry, sizes, (3, 4)).jobs, plant_sizes(industry, sizes, 4)
    glaeser, maurel = (index(jobs, moments, regions=totals) for index in (ellison_glaeser, maurel_sedillot))
    assert glaeser.room == pytest.approx(expected["one_minus_sum_x2"])
    for k, name in enumerate(names):
        values = (glaeser.raw[k], glaeser.herfindahl[k], glaeser.gamma[k], maurel.gamma[k])
        wanted = [expected[name][key] for key in ("G", "H", "gamma_EG", "gamma_MS")]
        assert values == pytest.approx(wanted, abs=1e-12)
    assert coagglomeration(jobs, moments, regions=totals) == pytest.approx(expected["coagglomeration_all"], abs=1e-12)
    pairs = pairwise_coagglomeration(jobs, regions=totals)
    for pair, value in expected["pairwise"].items():
        i, j = (names.index(name) for name in pair.split(" | "))
        assert pairs[i, j] == pytest.approx(value, abs=1e-12)
