"""Random problems small enough for the reference to try every assignment."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from grappe.engines.assignment import Affinities, Demand, Pair, Problem, Proposal, Reviewer

TRAITS = ("senior", "language:fr", "aspect:optics")


@st.composite
def demands(draw: Any) -> tuple[Demand, ...]:
    some = draw(st.lists(st.sampled_from(TRAITS), unique=True, max_size=2))
    found = []
    for trait in some:
        least = draw(st.integers(0, 1))
        found.append(Demand(trait, least, draw(st.sampled_from([None, None, least, least + 1]))))
    return tuple(found)


@st.composite
def problems(draw: Any, *, mixed: bool = True) -> Problem:
    """Up to 4 proposals and 5 reviewers; coarse affinities make ties, fine ones make none, some are below zero."""
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    proposals = tuple(
        Proposal(
            f"p{place}",
            draw(st.integers(1, min(3, columns))),
            draw(demands()) if mixed and draw(st.booleans()) else (),
            draw(st.sampled_from([None, None, 1, 2])) if mixed else None,
        )
        for place in range(rows)
    )
    reviewers = tuple(
        Reviewer(
            f"r{place}",
            draw(st.integers(1, 4)),
            draw(st.sampled_from([0, 0, 0, 1])),
            tuple(draw(st.lists(st.sampled_from(TRAITS), unique=True))),
            draw(st.sampled_from([None, "a", "b"])),
        )
        for place in range(columns)
    )
    step = draw(st.sampled_from([0.25, 0.01, 1 / 3, 1000.0, 1e-6]))
    low = draw(st.sampled_from([0, 0, -20]))
    cells = draw(st.lists(st.integers(low, 40), min_size=rows * columns, max_size=rows * columns))
    matrix = np.array(cells, dtype=float).reshape(rows, columns) * step
    chosen = st.frozensets(st.tuples(st.integers(0, rows - 1), st.integers(0, columns - 1)), max_size=2)
    conflicts, forbidden, pinned, absent = draw(chosen), draw(chosen), draw(chosen), draw(chosen)
    for place in absent - pinned:
        matrix[place] = np.nan
    pairs = [frozenset(Pair(f"p{p}", f"r{r}") for p, r in some) for some in (conflicts, forbidden, pinned)]
    return Problem(
        proposals,
        reviewers,
        Affinities.dense(matrix),
        pairs[0],
        pairs[1],
        pairs[2] - pairs[0] - pairs[1],
    )
