"""Researchers' own ratings of their competence: the figure that the benchmark states cannot slip unseen."""

import numpy as np
import pytest
from benchmarks.affinity.task import Task, load, loss, losses

from grappe.engines.affinity import Expert, Problem, Proposal, Publication, affinities


@pytest.mark.real_data
@pytest.mark.slow
def test_words_and_themes_order_papers_better_than_the_goal(real_data):
    task = load(real_data / "expertise")
    assert loss(losses(task, affinities(task.problem).values)) < 0.235


def test_the_loss_counts_pairs_by_the_gap_of_their_ratings():
    """By hand: ratings 5, 3, 1; gaps 2, 4, 2. A tie of (3, 1) costs 1, its reversal 2."""
    problem = Problem(
        tuple(Proposal(name, name) for name in "abc"),
        (Expert("e", (Publication("a"),)),),
    )
    task = Task(problem, (((0, 5.0), (1, 3.0), (2, 1.0)),))
    found = losses(task, np.array([[0.2], [0.1], [0.1]]))
    assert found.tolist() == [[1.0, 8.0]]
    assert loss(losses(task, np.array([[0.2], [0.1], [0.15]]))) == pytest.approx(2 / 8)
