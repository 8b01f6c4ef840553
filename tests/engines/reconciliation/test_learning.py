"""The logistic regression: against a closed form, and with its signs held."""

import numpy as np
import pytest

from grappe.engines.reconciliation.features import SIGNS
from grappe.engines.reconciliation.learning import fit_logistic, probability
from grappe.engines.reconciliation.weights import AGREEMENTS, Weights, packaged_weights

COUNTS = {(1, True): 30, (1, False): 10, (0, True): 5, (0, False): 20}


def one_feature() -> tuple[np.ndarray, np.ndarray]:
    rows = np.array([[value] for (value, _), count in COUNTS.items() for _ in range(count)], dtype=float)
    same = np.array([same for (_, same), count in COUNTS.items() for _ in range(count)])
    return rows, same


def test_one_yes_or_no_feature_gives_the_log_odds_ratio() -> None:
    rows, same = one_feature()
    intercept, weight = fit_logistic(rows, same, signs=np.array([0]), ridge=0.0)
    assert intercept == pytest.approx(np.log(5 / 20), abs=1e-3)
    assert weight == pytest.approx(np.log(30 / 10) - np.log(5 / 20), abs=1e-3)


def test_a_weight_of_the_wrong_sign_is_held_at_zero() -> None:
    rows, same = one_feature()
    assert fit_logistic(rows, same, signs=np.array([-1]))[1] == 0


def test_one_class_teaches_nothing() -> None:
    with pytest.raises(ValueError, match="that are not"):
        fit_logistic(np.ones((3, 1)), np.array([True] * 3), signs=np.array([0]))


def test_probability_is_safe_far_out() -> None:
    assert probability(np.array([-1e6, 0.0, 1e6])) == pytest.approx([0, 0.5, 1])


def test_packaged_weights_have_the_signs_they_must() -> None:
    weights = packaged_weights()
    assert all(weights.names[name] * sign >= 0 for name, sign in SIGNS.items())
    assert all((weights.agreements[code] > 0) == code.endswith("agrees") for code in AGREEMENTS)


def test_missing_weights_are_named() -> None:
    with pytest.raises(ValueError, match="overlap"):
        Weights("x", 0.0, {}, {})
