import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from grappe.engines.specialisation import (
    DisconnectedTableError,
    Likeness,
    TableShapeError,
    UniformTableError,
    UnsupportedParameterError,
    check_entries,
    co_occurrence,
    complexity,
    density,
    fitness,
    opportunities,
    proximity,
    relatedness,
)
from grappe.engines.specialisation.complexity_reference import (
    slow_complexity,
    slow_density,
    slow_fitness,
    slow_proximity,
)

shapes = st.tuples(st.integers(4, 8), st.integers(4, 8))
matrices = arrays(np.int64, shapes, elements=st.integers(0, 1))


def random_matrix(seed, shape=(40, 30)):
    chance = np.random.default_rng(seed)
    held = (chance.random(shape) < chance.random(shape[0])[:, None] * chance.random(shape[1])).astype(float)
    held[:, 0] = held[0] = 1
    return held


@pytest.mark.parametrize("shape", [(40, 30), (30, 40)])
def test_the_symmetric_way_gives_what_the_definition_gives(shape):
    held = random_matrix(1, shape)
    found, (region, industry, values) = complexity(held), slow_complexity(held)
    assert found.regions == pytest.approx(region, abs=1e-12)
    assert found.industries == pytest.approx(industry, abs=1e-12)
    assert found.eigenvalues == pytest.approx(values[:4], abs=1e-12)
    assert found.gap == pytest.approx(values[1] - values[2], abs=1e-12)


@given(matrices)
def test_any_matrix_is_answered_or_refused_by_name(held):
    try:
        found = complexity(held)
    except (TableShapeError, DisconnectedTableError, UniformTableError):
        return
    assume(found.gap > 1e-6)
    counted = np.isfinite(found.regions)
    assert found.regions[counted].mean() == pytest.approx(0, abs=1e-8)
    assert found.regions[counted].std() == pytest.approx(1)
    kept = held[np.ix_(held.any(axis=1), held.any(axis=0))]
    assert np.abs(found.regions[counted]) == pytest.approx(np.abs(slow_complexity(kept)[0]), abs=1e-5)


def test_nested_regions_stand_in_order():
    found = complexity(np.tri(6, 6))
    assert (np.diff(found.regions) > 0).all()  # the more a region has, the more complex
    assert (np.diff(found.industries) > 0).all()  # the fewer have it, the more complex


def test_islands_are_told_and_not_ranked():
    held = np.zeros((8, 8))
    held[:5, :5] = random_matrix(2, (5, 5))
    held[5:, 5:] = 1
    with pytest.raises(DisconnectedTableError, match="2 groups"):
        complexity(held)


def test_a_region_specialised_in_nothing_is_missing():
    held = random_matrix(3)
    held[7] = 0
    assert np.isnan(complexity(held).regions).nonzero()[0].tolist() == [7]
    assert fitness(held).regions[7] == 0


def test_reflections_lose_what_the_eigenproblem_keeps():
    """A fault of published packages: iterated far enough, reflections are noise; the eigenvector is not."""
    held = random_matrix(4, (300, 60))
    wide = held / held.sum(axis=1)[:, None]
    tall = held.T / held.sum(axis=0)[:, None]
    region, industry = held.sum(axis=1), held.sum(axis=0)
    for _ in range(400):
        region, industry = wide @ industry, tall @ region
    ours = complexity(held).regions
    assert abs(np.corrcoef(region, ours)[0, 1]) < 0.9
    again = wide @ (tall @ ours)
    assert abs(np.corrcoef(again, ours)[0, 1]) == pytest.approx(1, abs=1e-9)


@given(matrices)
def test_proximity_and_density_agree_with_their_definitions(held):
    near = proximity(held)
    assert near == pytest.approx(slow_proximity(held))
    np.testing.assert_allclose(density(held, near), slow_density(held, near), rtol=1e-12)


def test_fitness_agrees_with_its_definition():
    held = random_matrix(5, (9, 7))
    found, (region, industry) = fitness(held, iterations=8), slow_fitness(held, 8)
    assert found.regions == pytest.approx(region)
    assert found.industries == pytest.approx(industry)
    assert found.change > 0
    with pytest.raises(UnsupportedParameterError):
        fitness(held, iterations=0)


@given(matrices, st.sampled_from(Likeness))
def test_relatedness_is_symmetric_and_not_negative(held, likeness):
    weighed = relatedness(co_occurrence(held), likeness)
    assert weighed == pytest.approx(weighed.T)
    assert (weighed >= 0).all()
    assert not np.diag(weighed).any()


def test_independent_industries_are_related_as_by_chance():
    held = np.random.default_rng(6).random((4000, 12)) < 0.4
    for likeness in (Likeness.ASSOCIATION, Likeness.PROBABILITY):
        weighed = relatedness(co_occurrence(held), likeness)
        assert weighed[~np.eye(12, dtype=bool)].mean() == pytest.approx(1, abs=0.12)


def test_what_a_region_could_do_next():
    held = [[1, 1, 0, 0], [1, 1, 1, 0], [0, 0, 1, 1]]
    near = proximity(held)
    found = opportunities(held, near, [0, 0, 1, 2])
    assert found.nearest(0, 5).tolist() == [2, 3]
    assert np.isnan(found.density[0, 0])
    missing = 1 - np.array(held)
    by_hand = sum(missing[0, j] * near[3, j] / near[j].sum() * [0, 0, 1, 2][j] for j in range(4))
    assert found.gain[0, 3] == pytest.approx(by_hand)
    assert found.outlook[0] == pytest.approx(found.density[0, 2] + 2 * found.density[0, 3])


def test_density_that_tells_entries_has_an_area_above_a_half():
    before = np.zeros((1, 6))
    found = check_entries(before, [[0, 0, 0, 1, 0, 1]], [[1, 2, 3, 4, 5, 6]])
    assert found.area == pytest.approx(7 / 8)
    assert (found.entries, found.others) == (2, 4)
    with pytest.raises(UnsupportedParameterError):
        check_entries(before, before, before)


def test_what_does_not_fit_is_refused():
    with pytest.raises(UnsupportedParameterError, match="true or false"):
        complexity([[0.5, 1], [1, 1]])
    with pytest.raises(TableShapeError):
        density([[1, 0]], np.eye(3))
    with pytest.raises(UnsupportedParameterError, match="symmetric"):
        relatedness([[0, 1], [2, 0]])
