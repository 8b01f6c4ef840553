import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.engines.judging import Level, TooFewScoresError, krippendorff_alpha
from grappe.engines.judging.errors import ScoresShapeError

NONE = np.nan
# K. Krippendorff (2011), section C: four observers, twelve units.
PUBLISHED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
    [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
]


@pytest.mark.parametrize(
    ("level", "alpha"),
    [(Level.NOMINAL, 0.743), (Level.ORDINAL, 0.815), (Level.INTERVAL, 0.849), (Level.RATIO, 0.797)],
)
def test_the_published_example(level, alpha):
    assert krippendorff_alpha(PUBLISHED, level=level) == pytest.approx(alpha, abs=0.0006)


def slow_interval(table):
    """By the definition: mean squared difference within proposals against that over all pairs of scores."""
    units = [[v for v in column if not np.isnan(v)] for column in np.asarray(table, dtype=float).T]
    units = [unit for unit in units if len(unit) > 1]
    values = [v for unit in units for v in unit]
    within = sum((a - b) ** 2 / (len(unit) - 1) for unit in units for a in unit for b in unit)
    between = sum((a - b) ** 2 for a in values for b in values) / (len(values) - 1)
    return 1 - within / between if between else 1.0


@given(st.lists(st.lists(st.sampled_from([NONE, 0, 1, 2, 5]), min_size=4, max_size=4), min_size=2, max_size=5))
def test_it_agrees_with_the_definition(table):
    filled = (~np.isnan(np.array(table, dtype=float))).sum(axis=0)
    if (filled > 1).any():
        assert krippendorff_alpha(table) == pytest.approx(slow_interval(table))
    else:
        with pytest.raises(TooFewScoresError):
            krippendorff_alpha(table)


def test_same_scores_agree_wholly():
    assert krippendorff_alpha([[3, 3], [3, 3]]) == 1


def test_what_is_no_table_is_refused():
    with pytest.raises(ScoresShapeError):
        krippendorff_alpha([1, 2])
    with pytest.raises(ScoresShapeError):
        krippendorff_alpha([[-1, 2], [1, 2]], level=Level.RATIO)
