"""Improving a portfolio a few projects at a time: all others stay, with their payers; only the money moves."""

from typing import TYPE_CHECKING

import numpy as np

from grappe.engines.selection.instance import Floats
from grappe.engines.selection.patterns import tied
from grappe.engines.solving.stop import Stop, part_of

if TYPE_CHECKING:
    from grappe.engines.selection.search import Search

# Projects open at once, the share of the time left that one neighbourhood may take, and when each is near enough.
SOME, SHARE, CLOSE = 24, 0.5, 1e-4
# Added to a project's rank: the nearest to its price is drawn the most often, but not always.
FLAT = 5.0


def improve(search: "Search", stop: Stop, *, seed: int = 0) -> None:
    """Search one neighbourhood of the best choice after another until the time is over.

    Parameters
    ----------
    search : with a best choice; better ones become its best.
    stop : when to end.
    seed : of the draws of open projects, those nearest to their price the most often.

    Notes
    -----
    Large neighbourhood search: Shaw, CP 1998; the fixed part as in relaxation induced neighbourhoods (Danna, Rothberg
    and Le Pape, Mathematical Programming 102, 2005), here by reduced costs.
    """
    draw = np.random.default_rng(seed)
    chances = _chances(search)
    some = min(SOME, int((chances > 0).sum()))
    while some and not stop() and search.best is not None:
        free = np.zeros(search.instance.size, dtype=bool)
        free[draw.choice(search.instance.size, some, replace=False, p=chances)] = True
        lower, upper = search.fixed(is_equal_kept=True)
        size = search.instance.size
        taken = np.zeros(size)
        taken[sorted(search.best.taken)] = 1.0
        lower[:size] = np.where(free, lower[:size], taken)
        upper[:size] = np.where(free, upper[:size], taken)
        rows, upper = tied(search.program, search.works, free, upper)
        search.round((np.minimum(lower, upper), upper), part_of(stop, SHARE), CLOSE, rows)


def _chances(search: "Search") -> Floats:
    margin = np.minimum(np.abs(search.relaxation.margin), np.abs(search.patterns.margin))
    rank = np.argsort(np.argsort(margin, kind="stable"), kind="stable")
    weights = np.where(search.payable > 0, 1.0 / (FLAT + rank), 0.0)
    weights[sorted(search.pinned)] = 0.0
    total = float(weights.sum())
    return weights / total if total else weights
