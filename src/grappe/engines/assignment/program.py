"""The limits of a problem as the rows of a linear programme over some of its columns."""

import math
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from grappe.engines.assignment.instance import Instance
from grappe.engines.assignment.problem import Floats, Integers
from grappe.engines.solving.stop import Never, Stop

NEVER = Never()


@dataclass(frozen=True, eq=False)
class Rows:
    """Linear limits `low <= matrix @ x <= high`."""

    matrix: sparse.csr_array
    low: Floats
    high: Floats


def limits_of(instance: Instance, columns: Integers) -> Rows:
    """Lay out needs, loads and mixes, in that order, over some columns.

    Parameters
    ----------
    instance : a problem as arrays.
    columns : places of the columns kept, shape (k,).

    Returns
    -------
    Rows
        P + R + m rows, k columns.
    """
    size, ones = len(columns), np.ones(len(columns))
    place = np.arange(size)
    proposals, reviewers = len(instance.need), len(instance.most)
    needs = sparse.csr_array((ones, (instance.proposal[columns], place)), shape=(proposals, size))
    loads = sparse.csr_array((ones, (instance.reviewer[columns], place)), shape=(reviewers, size))
    low = [instance.need, instance.least, np.array([row.least for row in instance.rows], dtype=np.int64)]
    high = [instance.need, instance.most, np.array([row.most for row in instance.rows], dtype=np.int64)]
    return Rows(
        sparse.csr_array(sparse.vstack([needs, loads, instance.mix[:, columns]], format="csr")),
        np.concatenate(low).astype(np.float64),
        np.concatenate(high).astype(np.float64),
    )


def scores_of(instance: Instance, columns: Integers) -> sparse.csr_array:
    """Return the matrix that makes the scores of the proposals from the columns taken, shape (P, k)."""
    place = np.arange(len(columns))
    shape = (len(instance.need), len(columns))
    return sparse.csr_array((instance.value[columns], (instance.proposal[columns], place)), shape=shape)


def exactly(stop: Stop) -> dict[str, float]:
    """Return the solver's options: no gap left, and what remains of the time."""
    left = stop.remaining()
    return {"mip_rel_gap": 0.0} | ({"time_limit": left} if math.isfinite(left) else {})
