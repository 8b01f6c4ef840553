import numpy as np
import pytest
from scipy import sparse

from grappe.engines.specialisation import (
    TableShapeError,
    UniformTableError,
    UnknownFigureError,
    local_moran,
    moran,
    row_standardised,
)


def lattice(side):
    """Regions of a square, each with its neighbours left, right, above and below."""
    line = sparse.diags_array([np.ones(side - 1)] * 2, offsets=[-1, 1])
    whole = sparse.eye_array(side)
    return sparse.csr_array(sparse.kron(line, whole) + sparse.kron(whole, line))


def slow_moran(values, weights):
    mean, n = sum(values) / len(values), len(values)
    cross = sum(weights[i][j] * (values[i] - mean) * (values[j] - mean) for i in range(n) for j in range(n))
    return n / sum(map(sum, weights)) * cross / sum((v - mean) ** 2 for v in values)


def test_a_line_by_hand():
    # z = -1.5, -0.5, 0.5, 1.5; neighbours' products 0.75 - 0.25 + 0.75 = 1.25, counted twice; 4/6 x 2.5/5
    line = sparse.diags_array([np.ones(3)] * 2, offsets=[-1, 1])
    assert moran([1, 2, 3, 4], line).value == pytest.approx(1 / 3)


def test_it_agrees_with_the_definition_and_its_parts_add_up():
    chance = np.random.default_rng(1)
    values, weights = chance.random(25), row_standardised(lattice(5))
    found = moran(values, weights)
    assert found.value == pytest.approx(slow_moran(values, weights.toarray()))
    assert local_moran(values, weights).value.sum() == pytest.approx(found.value * weights.sum())


def test_the_error_is_that_of_permutations():
    chance = np.random.default_rng(2)
    values, weights = chance.lognormal(size=36), row_standardised(lattice(6))
    dealt = [moran(chance.permutation(values), weights, permutations=1).value for _ in range(1000)]
    found = moran(values, weights)
    assert np.mean(dealt) == pytest.approx(found.expected, abs=4 * found.error / np.sqrt(1000))
    assert np.std(dealt) == pytest.approx(found.error, rel=0.1)


def test_a_warm_corner_is_found_and_noise_is_not():
    side = 12
    row, column = np.divmod(np.arange(side * side), side)
    chance = np.random.default_rng(3)
    warm = (row < 4) & (column < 4)
    found = local_moran(chance.normal(size=side * side) * 0.5 + 4 * warm, row_standardised(lattice(side)))
    certain = found.q_value < 0.05
    assert (found.quarter[certain & warm] == "high-high").all()
    assert certain[warm].mean() > 0.6
    assert certain[~warm].mean() < 0.05
    noise = local_moran(chance.normal(size=side * side), row_standardised(lattice(side)))
    assert (noise.q_value < 0.05).sum() <= 1
    assert (noise.p_value < 0.05).sum() > 3


def test_islands_are_declared():
    weights = sparse.csr_array(np.pad(lattice(3).toarray(), ((0, 1), (0, 1))))
    values = np.arange(10.0)
    assert moran(values, weights).islands.tolist() == [False] * 9 + [True]
    found = local_moran(values, weights)
    assert np.isnan(found.value[9])
    assert found.quarter[9] == ""


@pytest.mark.parametrize(
    ("values", "weights", "error"),
    [
        ([1, 2, 3], np.eye(4), TableShapeError),
        ([1, 2, 3, 4], np.eye(4), TableShapeError),
        ([1, 2, np.nan, 4], np.ones((4, 4)) - np.eye(4), UnknownFigureError),
        ([2, 2, 2, 2], np.ones((4, 4)) - np.eye(4), UniformTableError),
    ],
)
def test_what_cannot_be_compared_is_refused(values, weights, error):
    with pytest.raises(error):
        moran(values, weights)


def test_figures_of_esda():
    """Stored from esda 2.9.0: Moran(v, w) and Moran_Local(v, w) on a rook lattice of 12 by 12, row-standardised."""
    values, weights = np.random.default_rng(42).lognormal(size=144), row_standardised(lattice(12))
    found = moran(values, weights)
    assert found.value == pytest.approx(0.1439682609457762, abs=1e-14)
    assert found.error == pytest.approx(0.04989262335551697, abs=1e-14)
    assert found.p_value == pytest.approx(0.0024803925946645052, abs=1e-12)
    # esda divides by n - 1 where Anselin's m2 has n.
    theirs = np.array([0.01357162, -0.23269691, 0.01592255, -0.17134441]) * 144 / 143
    assert local_moran(values, weights).value[:4] == pytest.approx(theirs, abs=1e-8)
