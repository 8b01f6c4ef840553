"""Many tests at once: how many of the findings would be found by chance."""

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.specialisation.errors import UnsupportedParameterError
from grappe.engines.specialisation.tables import Floats


def benjamini_hochberg(p_values: ArrayLike) -> Floats:
    """Adjust p-values, so that those below 0.05 hold at most 5 % of false findings on average.

    Parameters
    ----------
    p_values : any shape, between 0 and 1; NaN where nothing was tested, and counts for nothing.

    Returns
    -------
    array
        Adjusted values (q-values) of the same shape.

    Raises
    ------
    UnsupportedParameterError
        A value outside 0 to 1.

    Notes
    -----
    Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995) 289-300. It holds for tests that
    are independent or positively dependent.
    """
    given = np.asarray(p_values, dtype=np.float64)
    tested = given[np.isfinite(given)]
    if ((tested < 0) | (tested > 1)).any():
        raise UnsupportedParameterError("p-values lie between 0 and 1.")
    order = np.argsort(tested, kind="stable")
    scaled = tested[order] * tested.size / np.arange(1, tested.size + 1)
    adjusted = np.empty_like(tested)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)
    result = np.full(given.shape, np.nan)
    result[np.isfinite(given)] = adjusted
    return result
