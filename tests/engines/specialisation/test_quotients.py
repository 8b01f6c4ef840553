import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from grappe.engines.specialisation import (
    EmptyTableError,
    NegativeFigureError,
    TableShapeError,
    UnknownFigureError,
    UnsupportedParameterError,
    benjamini_hochberg,
    location_quotient,
    location_quotients,
    specialised_in,
)
from grappe.engines.specialisation.reference import quotient_of_cell

tables = arrays(np.int64, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=st.integers(0, 30)).filter(np.any)
# Half the jobs of region 0 are in industry 0, which has a third of all jobs: its quotient is 1.5.
SMALL = [[10, 10, 0], [10, 10, 20]]


def test_a_table_checked_by_hand():
    found = location_quotients(SMALL)
    assert found.value == pytest.approx(np.array([[1.5, 1.5, 0], [0.75, 0.75, 1.5]]))
    assert found.symmetric[0] == pytest.approx([0.2, 0.2, -1])
    assert found.log[1, 0] == pytest.approx(np.log(0.75))
    # 1/10 - 1/20 - 1/20 + (2 x 1.5 - 1) / 60
    assert found.log_error[0, 0] == pytest.approx(np.sqrt(1 / 30))
    assert np.isnan(found.log_error[0, 2])
    assert found.low[0, 0] == pytest.approx(1.5 * np.exp(-1.959964 / np.sqrt(30)))


@given(tables)
def test_every_cell_agrees_with_the_definition(table):
    found = location_quotients(table).value
    slow = [[quotient_of_cell(table, r, i) for i in range(table.shape[1])] for r in range(table.shape[0])]
    np.testing.assert_allclose(found, slow, rtol=1e-12)


@given(tables)
def test_shrinking_draws_towards_one_and_no_further(table):
    found = location_quotients(table)
    known = np.isfinite(found.value)
    assert (np.abs(found.shrunk - 1)[known] <= np.abs(found.value - 1)[known] + 1e-12).all()
    assert ((found.shrunk - 1)[known] * (found.value - 1)[known] >= -1e-12).all()


def test_the_error_is_that_of_drawing_again():
    chance = np.random.default_rng(5)
    shares = np.array([[0.2, 0.1, 0.1], [0.1, 0.3, 0.2]])
    drawn = chance.multinomial(4000, shares.ravel(), size=4000).reshape(-1, 2, 3)
    logs = np.array([location_quotients(table).log for table in drawn])
    assert location_quotients(shares * 4000).log_error == pytest.approx(logs.std(axis=0), rel=0.05)


def test_jobs_that_come_in_plants_are_less_sure():
    chance = np.random.default_rng(6)
    logs, errors = [], []
    for _ in range(1500):
        plants = chance.poisson([[200, 100], [100, 150]])
        sizes = [[chance.choice([5, 50], size=n) for n in line] for line in plants]
        jobs = [[cell.sum() for cell in line] for line in sizes]
        squares = [[(cell**2).sum() for cell in line] for line in sizes]
        found = location_quotients(jobs, squares=squares)
        logs.append(found.log)
        errors.append(found.log_error)
    assert np.mean(errors, axis=0) == pytest.approx(np.std(logs, axis=0), rel=0.08)
    assert (np.mean(errors, axis=0) > 5 * location_quotients(jobs).log_error).all()


def test_a_large_quotient_of_a_small_cell_is_shrunk_more():
    found = location_quotients([[3, 297], [3000, 297000], [100, 100000], [100, 40000]], squares=None)
    small, large = location_quotients([[6, 94], [6000, 94000], [100, 9900], [1000, 199000]]).shrunk[:2, 0]
    assert 1 < small < large
    assert found.shrunk[0, 0] < found.value[0, 0]


def test_a_cell_without_jobs_still_has_an_upper_bound():
    found = location_quotients([[0, 100], [50, 50]])
    assert found.low[0, 0] == 0
    assert found.high[0, 0] == pytest.approx(-np.log(0.05) / 25)  # 25 jobs were expected
    assert found.p_value[0, 0] == 1


def test_regions_and_industries_without_jobs_are_missing_not_zero():
    found = location_quotients([[1, 2, 0], [0, 0, 0], [3, 4, 0]])
    assert np.isnan(found.value[1]).all()
    assert np.isnan(found.value[:, 2]).all()
    assert np.isnan(found.p_value[1]).all()
    assert not specialised_in([[1, 2], [0, 0]], threshold=0)[1].any()


def test_floors_hide_small_cells():
    found = location_quotients(SMALL, sites=[[2, 3, 0], [3, 3, 3]], minimum_jobs=10, minimum_sites=3)
    assert found.shown.tolist() == [[False, True, False], [True, True, True]]
    with pytest.raises(UnsupportedParameterError, match="number of sites"):
        location_quotients(SMALL, minimum_sites=3)


@pytest.mark.parametrize(
    ("table", "error"),
    [
        ([1, 2], TableShapeError),
        ([[1, -2]], NegativeFigureError),
        ([[1, np.nan]], UnknownFigureError),
        ([[0, 0]], EmptyTableError),
    ],
)
def test_what_is_no_table_is_refused_by_name(table, error):
    with pytest.raises(error):
        location_quotients(table)


def test_the_place_of_a_fault_is_told():
    with pytest.raises(NegativeFigureError, match=r"place \(1, 0\) holds -3"):
        location_quotients([[1, 2], [-3, 1]])
    with pytest.raises(UnsupportedParameterError, match="confidence"):
        location_quotients(SMALL, confidence=1)
    with pytest.raises(UnsupportedParameterError):
        location_quotient(1, 0, 1, 1)


def test_the_quotient_of_the_textbook():
    assert location_quotient(1714, 79006, 879213, 15593224) == pytest.approx(0.384762342301, abs=1e-12)


def test_adjusted_values_of_the_paper():
    # Benjamini and Hochberg (1995), section 3.2: fifteen tests, four found at 0.05.
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.324,
        0.4262,
        0.5719,
        0.6528,
        0.759,
        1,
    ]
    q = benjamini_hochberg(p)
    assert (q <= 0.05).sum() == 4
    assert q[3] == pytest.approx(0.0095 * 15 / 4)
    assert np.isnan(benjamini_hochberg([0.01, np.nan])[1])
    assert benjamini_hochberg([0.01, np.nan])[0] == pytest.approx(0.01)
    with pytest.raises(UnsupportedParameterError):
        benjamini_hochberg([1.2])


def test_by_chance_alone_hardly_anything_is_found():
    chance = np.random.default_rng(8)
    found = location_quotients(chance.multinomial(200_000, np.full(600, 1 / 600)).reshape(30, 20))
    assert (benjamini_hochberg(found.p_value) < 0.05).sum() <= 2
    assert (found.p_value < 0.05).sum() > 10
