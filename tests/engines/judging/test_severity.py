import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.judging.published import SHROUT_FLEISS

from grappe.engines.judging import Scores, TooFewScoresError, calibrate
from grappe.engines.judging.errors import ScoresShapeError
from grappe.engines.judging.severity import _objective


def full(table):
    table = np.asarray(table, dtype=float)
    rows, columns = np.indices(table.shape)
    return Scores.of(rows.ravel(), columns.ravel(), table.ravel())


def test_variances_of_the_published_table():
    # In a full table REML gives what the mean squares of table 3 give: BMS 11.24, JMS 32.49, EMS 1.02.
    found = calibrate(full(SHROUT_FLEISS))
    assert found.error_variance == pytest.approx(1.02, abs=0.005)
    assert found.quality_variance == pytest.approx((11.24 - 1.02) / 4, abs=0.01)
    assert found.severity_variance == pytest.approx((32.49 - 1.02) / 6, abs=0.01)


def test_severities_of_a_full_table_are_shrunk_means():
    table = np.asarray(SHROUT_FLEISS, dtype=float)
    found = calibrate(full(table))
    shrinking = found.severity_variance / (found.severity_variance + found.error_variance / 6)
    assert found.severity == pytest.approx(shrinking * (table.mean(axis=0) - table.mean()), rel=1e-3)
    assert found.severity.argmin() == 1
    assert (found.severity_error > 0).all()


def slow_objective(logs, scores):
    """The restricted likelihood by its definition, with the whole matrix of variances."""
    quality, severity = np.exp(logs)
    n = scores.value.size
    v = np.eye(n) + quality * (scores.proposal[:, None] == scores.proposal)
    v += severity * (scores.reviewer[:, None] == scores.reviewer)
    inverse, ones = np.linalg.inv(v), np.ones(n)
    projected = inverse - np.outer(inverse @ ones, inverse @ ones) / (ones @ inverse @ ones)
    return (
        (n - 1) * np.log(scores.value @ projected @ scores.value)
        + np.linalg.slogdet(v)[1]
        + np.log(ones @ inverse @ ones)
    )


@given(st.integers(0, 10_000), st.floats(-3, 3), st.floats(-3, 3))
def test_the_likelihood_agrees_with_its_definition(seed, quality, severity):
    chance = np.random.default_rng(seed)
    read = [(p, r) for p in range(5) for r in chance.permutation(4)[:2]] + [(0, r) for r in range(4)]
    scores = Scores.of([p for p, _ in read], [r for _, r in read], chance.normal(size=len(read)))
    logs = np.array([quality, severity])
    assert _objective(logs, scores) == pytest.approx(slow_objective(logs, scores))


def test_correcting_brings_the_order_nearer_to_the_truth():
    chance = np.random.default_rng(7)
    quality, severity = chance.normal(size=60), chance.normal(scale=1.5, size=20)
    read = [(p, r) for p in range(60) for r in chance.permutation(20)[:3]]
    value = [quality[p] + severity[r] + chance.normal(scale=0.4) for p, r in read]
    found = calibrate(Scores.of([p for p, _ in read], [r for _, r in read], value))
    before, after = (np.corrcoef(quality, means)[0, 1] for means in (found.raw, found.corrected))
    assert after > 0.9 > before
    assert np.corrcoef(severity, found.severity)[0, 1] > 0.95


def test_reviewers_who_do_not_differ_are_left_alone():
    found = calibrate(full([[1, 1, 1], [4, 4, 4], [2, 2, 2.01], [5, 5, 5]]))
    assert np.abs(found.severity).max() < 0.05
    assert found.corrected == pytest.approx(found.raw, abs=0.05)


def test_same_scores_make_nobody_severe():
    found = calibrate(full([[3, 3], [3, 3]]))
    assert found.severity.tolist() == [0, 0]
    assert found.corrected.tolist() == [3, 3]


def test_too_little_is_said_so():
    with pytest.raises(TooFewScoresError):
        calibrate(Scores.of([0, 1, 2], [0, 0, 0], [1, 2, 3]))
    with pytest.raises(ScoresShapeError):
        Scores.of([0], [0], [float("nan")])
