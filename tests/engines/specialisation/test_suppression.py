import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.engines.specialisation import BoundsError, location_quotients, suppressed_quotients, tightened_cells

cells = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4)), min_size=6, max_size=6)


@given(cells)
def test_bounds_hold_every_table_and_are_reached(drawn):
    low = np.array([a for a, _ in drawn], dtype=float).reshape(2, 3) + 1
    high = low + np.array([b for _, b in drawn]).reshape(2, 3)
    found = suppressed_quotients(low, high)
    corners = np.array(list(itertools.product(*zip(low.ravel(), high.ravel(), strict=True))))
    all_quotients = np.array([location_quotients(c.reshape(2, 3)).value for c in corners])
    assert (all_quotients >= found.low - 1e-12).all()
    assert (all_quotients <= found.high + 1e-12).all()
    assert all_quotients.min(axis=0) == pytest.approx(found.low)


def test_the_greatest_quotient_may_lie_within_the_cell():
    low, high = np.array([[0.0, 1], [4, 90]]), np.array([[60.0, 1], [4, 90]])
    found = suppressed_quotients(low, high)
    tried = [location_quotients([[x, 1], [4, 90]]).value[0, 0] for x in np.linspace(0.01, 60, 6000)]
    assert found.high[0, 0] == pytest.approx(max(tried), rel=1e-6)
    assert found.high[0, 0] > max(tried[0], tried[-1])


def test_totals_narrow_what_is_withheld():
    found = tightened_cells([[0, 5], [0, 10]], [[100, 5], [100, 10]], [8, 12], [5, 15])
    assert found.low.tolist() == found.high.tolist() == [[3, 5], [2, 10]]
    whole = suppressed_quotients([[0, 5], [0, 10]], [[100, 5], [100, 10]], regions=[8, 12], industries=[5, 15])
    assert whole.low == pytest.approx(location_quotients([[3, 5], [2, 10]]).value)
    assert whole.high == pytest.approx(whole.low)


def test_contradictions_are_told():
    with pytest.raises(BoundsError, match=r"Cell \(0, 1\)"):
        suppressed_quotients([[0, 5]], [[1, 4]])
    with pytest.raises(BoundsError, match="at most"):
        tightened_cells([[0, 5], [0, 5]], [[1, 9], [1, 9]], [30, 6], [2, 34])
    with pytest.raises(BoundsError, match="neither"):
        suppressed_quotients([[1]], [[1]], regions=[1])
