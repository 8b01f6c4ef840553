import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.specialisation.published import rows

from grappe.engines.specialisation import (
    NegativeFigureError,
    TableShapeError,
    UnknownFigureError,
    UnsupportedParameterError,
    band_of,
    density_band,
    distance_density,
    gridded_distance_density,
    ratio_band,
    ratio_function,
    ripley_k,
)
from grappe.engines.specialisation.distance_reference import slow_distance_density, slow_ratio_function
from grappe.engines.specialisation.ripley import inside_share

RADII = np.array([1.0, 3, 7, 15])


def country(number, seed):
    """Places in thirty towns of a square of 300 by 300, and a quarter of them anywhere."""
    chance = np.random.default_rng(seed)
    towns = chance.random((30, 2)) * 300
    near = towns[chance.integers(0, 30, number)] + chance.normal(size=(number, 2)) * 8
    return np.where(chance.random(number)[:, None] < 0.25, chance.random((number, 2)) * 300, near)


@settings(max_examples=15)
@given(st.integers(2, 30), st.integers(0, 10_000))
def test_the_density_agrees_with_its_definition(number, seed):
    chance = np.random.default_rng(seed)
    points, jobs = chance.random((number, 2)) * 20, chance.integers(1, 9, number).astype(float)
    found = distance_density(points, RADII, weights=jobs, bandwidth=0.8)
    slow = slow_distance_density(points, jobs, RADII, 0.8)
    peak = 2 / (0.8 * np.sqrt(2 * np.pi))
    assert (np.abs(found.value - slow) <= found.error * peak + 1e-12).all()
    assert found.error.max() < 1e-4


def test_two_points_have_one_distance():
    found = distance_density([[0, 0], [3, 4]], [5, 9], bandwidth=1)
    assert found.value[0] == pytest.approx(1 / np.sqrt(2 * np.pi), rel=1e-5)
    assert found.value[1] == pytest.approx(np.exp(-8) / np.sqrt(2 * np.pi), abs=found.error[1])


def test_pairs_of_two_industries():
    points, others = country(40, 1), country(25, 2)
    found = distance_density(points, [10, 50], others=others, bandwidth=4)
    apart = np.hypot(*(points[:, None] - others).transpose(2, 0, 1)).ravel()
    kernels = [np.exp(-(((r - apart) / 4) ** 2) / 2) + np.exp(-(((r + apart) / 4) ** 2) / 2) for r in (10, 50)]
    assert found.value == pytest.approx([k.mean() / 4 / np.sqrt(2 * np.pi) for k in kernels], rel=1e-4)


@pytest.mark.parametrize("weighted", [False, True])
def test_the_grid_stays_within_its_stated_error(weighted):
    points = country(2500, 3)
    jobs = np.random.default_rng(4).lognormal(1, 1, 2500) if weighted else None
    radii = np.arange(1.0, 61)
    gridded = gridded_distance_density(points, radii, weights=jobs)
    exact = distance_density(points, radii, weights=jobs, bandwidth=gridded.bandwidth)
    gap = np.abs(gridded.value / exact.value - 1)
    assert gap == pytest.approx(gridded.error, abs=2e-4)  # all points are the sample here
    assert gap[radii >= 10].max() < 0.01
    assert gridded.bandwidth == pytest.approx(distance_density(points, radii, weights=jobs).bandwidth, rel=0.01)


@settings(max_examples=15)
@given(st.integers(3, 30), st.integers(0, 10_000))
def test_the_ratio_agrees_with_its_definition(number, seed):
    chance = np.random.default_rng(seed)
    points, jobs = chance.random((number, 2)) * 20, chance.integers(1, 9, number).astype(float)
    cases = np.arange(number) < max(2, number // 3)
    found = ratio_function(points, cases, RADII, weights=jobs)
    np.testing.assert_allclose(found.value, slow_ratio_function(points, jobs, cases, RADII), rtol=1e-9)


def test_a_cluster_and_a_crowd():
    points = np.array([[0, 0], [0, 1], [9, 9], [9, 10], [20, 0.0]])
    found = ratio_function(points, np.array([True, True, False, False, False]), [2.0])
    assert found.value[0] == pytest.approx(1 / (1 / 4))
    assert found.counted[0] == 2


@pytest.mark.parametrize(("seed", "share"), [(5, 0.0), (6, 0.7)])
def test_bands_find_what_was_put_there(seed, share):
    points = country(3000, seed)
    chance = np.random.default_rng(seed)
    near = np.hypot(*(points - points[0]).T).argsort()[:300]
    number = 200
    inside = chance.choice(near, int(number * share), replace=False)
    rest = chance.choice(np.setdiff1d(np.arange(3000), inside), number - inside.size, replace=False)
    cases = np.isin(np.arange(3000), [*inside, *rest])
    radii = np.arange(5.0, 35, 5)
    for band in (
        density_band(points, cases, radii, simulations=99),
        ratio_band(points, cases, radii, simulations=99),
        ratio_band(points, cases, radii, simulations=99, side=1.0),
    ):
        found = bool(band.localisation.any())
        assert found == (share > 0)
        assert (band.p_above < 0.05) == (share > 0)
        assert (band.global_high >= band.local_high - 1e-12).all()
        assert (band.global_low <= band.local_low + 1e-12).all()


def test_the_gridded_ratio_states_its_error():
    points = country(6000, 7)
    cases = np.random.default_rng(8).random(6000) < 0.1
    jobs = np.random.default_rng(9).lognormal(1, 1, 6000)
    radii = np.array([3.0, 6, 12, 24, 48])
    gridded = ratio_band(points, cases, radii, weights=jobs, simulations=20, side=1.0)
    exact = ratio_function(points, cases, radii, weights=jobs)
    gap = np.abs(gridded.observed / exact.value - 1)
    assert gap.max() < 0.05
    assert (gap <= 3 * gridded.error + 0.01).all()


def test_many_establishments_are_drawn_on_the_grid():
    points = country(9000, 10)
    cases = np.random.default_rng(11).random(9000) < 0.25
    radii = np.arange(10.0, 130, 10)
    band = density_band(points, cases, radii, simulations=10, level=0.1)
    exact = density_band(points, cases, radii, simulations=10, level=0.1, exact_up_to=5000)
    assert band.observed == pytest.approx(exact.observed, rel=0.01)
    assert band.global_high == pytest.approx(exact.global_high, rel=0.02)
    assert band.error.max() > 0
    assert np.abs(band.observed / band.mean - 1).max() < 0.1


def test_the_global_band_leaves_the_level_outside():
    curves = np.random.default_rng(12).normal(size=(1000, 30)).cumsum(axis=1)
    band = band_of(np.arange(30.0), np.zeros(30), curves)
    outside = (curves > band.global_high + 1e-12).any(axis=1).mean()
    assert outside == pytest.approx(0.05, abs=0.002)
    assert (curves > band.local_high).any(axis=1).mean() > 0.1
    with pytest.raises(UnsupportedParameterError, match="10 simulations"):
        band_of(np.arange(30.0), np.zeros(30), curves[:10])


def test_the_corrected_count_of_random_points_is_the_area_of_the_disc():
    chance = np.random.default_rng(13)
    radii = np.array([2.0, 5, 10])
    found = [ripley_k(chance.random((300, 2)) * [40, 25], radii, low=(0, 0), high=(40, 25)).value for _ in range(60)]
    assert np.mean(found, axis=0) == pytest.approx(np.pi * radii**2, rel=0.03)
    with pytest.raises(UnsupportedParameterError, match="outside"):
        ripley_k([[0, 0], [50, 1]], [1.0], low=(0, 0), high=(40, 25))
    with pytest.raises(UnsupportedParameterError, match="half"):
        ripley_k([[0, 0], [1, 1]], [20.0], low=(0, 0), high=(40, 25))


def test_the_share_of_a_circle_inside_by_walking_around_it():
    chance = np.random.default_rng(14)
    centres, radius = chance.random((50, 2)) * [10, 8], chance.random(50) * 4
    angles = np.linspace(0, 2 * np.pi, 20_000, endpoint=False)
    around = centres[:, None] + radius[:, None, None] * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    walked = ((around >= 0) & (around <= [10, 8])).all(axis=2).mean(axis=1)
    assert inside_share(centres, radius, np.zeros(2), np.array([10.0, 8])) == pytest.approx(walked, abs=1e-3)


def test_what_is_no_place_is_refused():
    with pytest.raises(TableShapeError, match="two coordinates"):
        distance_density([[1, 2, 3]], [1])
    with pytest.raises(UnknownFigureError, match="Point 1"):
        distance_density([[0, 0], [np.nan, 0]], [1])
    with pytest.raises(UnsupportedParameterError, match="rise"):
        distance_density([[0, 0], [1, 0]], [2, 1])
    with pytest.raises(UnsupportedParameterError, match="bandwidth"):
        distance_density([[0, 0], [1, 0]], [1])
    with pytest.raises(NegativeFigureError):
        ratio_function([[0, 0], [1, 0]], np.array([True, False]), [1], weights=[1, -1])
    with pytest.raises(TableShapeError, match="true and false"):
        ratio_function([[0, 0], [1, 0]], [1, 0], [1])
    with pytest.raises(TableShapeError, match="none"):
        ratio_function([[0, 0], [1, 0]], np.array([False, False]), [1])


@pytest.mark.real_data
def test_the_trees_of_paracou(real_data):
    folder = real_data / "observatory"
    trees = list(rows(folder / "paracou16.csv"))
    places = np.array([[float(t["x"]), float(t["y"])] for t in trees])
    jobs = np.array([float(t["weight"]) for t in trees])
    kind = np.array([t["type"] for t in trees])
    rosea, americana = kind == "Q. Rosea", kind == "V. Americana"
    expected = list(rows(folder / "paracou16_expected_dbmss_2.9-2.csv"))
    radii = np.array([float(r["r"]) for r in expected])
    theirs = {name: np.array([float(r[name]) for r in expected]) for name in expected[0]}
    within = ratio_function(places, rosea, radii, weights=jobs).value
    between = ratio_function(places, americana, radii, weights=jobs, neighbours=rosea).value
    assert np.isnan(within[0])
    np.testing.assert_allclose(within[1:], theirs["M_Qro"][1:], atol=1e-9)
    np.testing.assert_allclose(between[1:], theirs["M_Vam_Qro"][1:], atol=1e-9)
    for name, found in (
        ("Kd_Qro", distance_density(places[rosea], radii)),
        ("Kemp_Qro", distance_density(places[rosea], radii, weights=jobs[rosea])),
        ("Kd_Qro_Vam", distance_density(places[rosea], radii, others=places[americana])),
        ("Kd_all", distance_density(places, radii)),
    ):
        assert np.abs(found.value / theirs[name] - 1).max() < 0.003, name
