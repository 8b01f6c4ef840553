from dataclasses import astuple

import pytest
from tests.engines.judging.published import SHROUT_FLEISS

from grappe.engines.judging import TooFewScoresError, intraclass_correlation
from grappe.engines.judging.errors import ScoresShapeError


def test_the_published_example():
    # Shrout and Fleiss (1979), table 4.
    assert astuple(intraclass_correlation(SHROUT_FLEISS)) == pytest.approx(
        (0.17, 0.29, 0.71, 0.44, 0.62, 0.91), abs=0.006
    )


def test_whole_agreement_is_one():
    assert astuple(intraclass_correlation([[1, 1], [4, 4], [2, 2]])) == pytest.approx((1,) * 6)


@pytest.mark.parametrize("table", [[[1, 2]], [[1], [2]], [[3, 3], [3, 3]]])
def test_too_little_is_said_so(table):
    with pytest.raises(TooFewScoresError):
        intraclass_correlation(table)


def test_a_table_with_holes_is_refused():
    with pytest.raises(ScoresShapeError, match="Krippendorff"):
        intraclass_correlation([[1, float("nan")], [1, 2]])
