"""What affinities promise, whatever the texts."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.affinity.affinity_strategies import problems

from grappe.engines.affinity import Expert, Parameters, Problem, Proposal, Publication, Weights, affinities
from grappe.engines.affinity.errors import (
    DuplicateNameError,
    NothingToCompareError,
    ParameterError,
)
from grappe.engines.affinity.likeness import blocks
from grappe.engines.texts import EncoderShapeError


def letters(texts):
    """A toy encoder: how often each letter stands in a text."""
    return np.array([[text.lower().count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"] for text in texts])


def problem_of(proposals, experts):
    return Problem(
        tuple(Proposal(f"p{place}", text) for place, text in enumerate(proposals)),
        tuple(Expert(name, tuple(map(Publication, texts))) for name, texts in experts.items()),
    )


SIGHT = problem_of(
    ["Laser welding of titanium", "Sélection variétale du blé tendre"],
    {"welder": ["Titanium welds", "Laser sources"], "breeder": ["Wheat", "Blé tendre et blé dur"], "other": ["Poetry"]},
)


@settings(deadline=None)
@given(problems(), st.sampled_from([1.0, 3.0, np.inf]), st.booleans())
def test_they_lie_between_nothing_and_everything(problem, exponent, sense):
    found = affinities(problem, parameters=Parameters(exponent=exponent), encoder=letters if sense else None)
    assert found.values.shape == found.closest.shape == (len(problem.proposals), len(problem.experts))
    assert ((found.values >= 0) & (found.values <= 1 + 1e-12)).all()
    sizes = [len(one.publications) for one in problem.experts]
    assert ((found.closest >= 0) & (found.closest < sizes)).all()


@settings(deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_experts_and_proposals_changes_nothing(problem, random):
    rows, columns = list(range(len(problem.proposals))), list(range(len(problem.experts)))
    random.shuffle(rows)
    random.shuffle(columns)
    moved = Problem(tuple(problem.proposals[r] for r in rows), tuple(problem.experts[c] for c in columns))
    expected = affinities(problem).values[np.ix_(rows, columns)]
    np.testing.assert_allclose(affinities(moved).values, expected, atol=1e-9)


@settings(deadline=None)
@given(problems())
def test_a_publication_equal_to_the_proposal_is_the_closest_there_can_be(problem):
    copied = Expert("copy", (Publication(problem.proposals[0].text),))
    found = affinities(replace(problem, experts=(*problem.experts, copied)), weights=Weights(1, 0, 0, 0)).values
    assert found[0, -1] >= found[0].max() - 1e-9


@given(st.integers(0, 50), st.integers(1, 30), st.integers(1, 100))
def test_blocks_hold_every_row_once(count, width, cells):
    cut = list(blocks(count, width, cells))
    assert [row for rows in cut for row in range(rows.start, rows.stop)] == list(range(count))
    assert all((rows.stop - rows.start) * width <= max(cells, width) for rows in cut)


def test_each_proposal_finds_its_expert_and_the_writing_that_says_why():
    found = affinities(SIGHT)
    assert found.values.argmax(axis=1).tolist() == [0, 1]
    assert found.closest[1, 1] == 1
    assert found.values[:, 2].tolist() == [0.0, 0.0]


def test_an_encoder_brings_together_what_shares_no_word():
    crossing = problem_of(["abricot"], {"near": ["carbot i"], "far": ["zzz"]})
    assert affinities(crossing).values.tolist() == [[0.0, 0.0]]
    near, far = affinities(crossing, encoder=letters).values[0]
    assert near > far == 0.0


def test_high_powers_of_small_numbers_do_not_vanish():
    found = affinities(SIGHT, parameters=Parameters(exponent=1000.0)).values
    greatest = affinities(SIGHT, parameters=Parameters(exponent=np.inf)).values
    np.testing.assert_allclose(found, greatest, rtol=1e-2)


def test_only_the_latest_publications_count():
    published = (Publication("wheat", 2001), Publication("laser welding", 2020), Publication("poetry"))
    problem = Problem((Proposal("p", "wheat"),), (Expert("e", published),))
    assert affinities(problem, parameters=Parameters(latest=1)).values[0, 0] == 0.0
    recent = affinities(problem, parameters=Parameters(latest=2))
    assert recent.values[0, 0] > 0
    assert recent.closest[0, 0] == 0


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (lambda: Problem((), SIGHT.experts), NothingToCompareError),
        (lambda: Problem(SIGHT.proposals, ()), NothingToCompareError),
        (lambda: Problem(SIGHT.proposals, (Expert("mute", ()),)), NothingToCompareError),
        (lambda: Problem(SIGHT.proposals * 2, SIGHT.experts), DuplicateNameError),
        (lambda: Parameters(latest=0), ParameterError),
        (lambda: Parameters(exponent=0.5), ParameterError),
        (lambda: Parameters(exponent=float("nan")), ParameterError),
        (lambda: Parameters(topics=-1), ParameterError),
        (lambda: Weights(-1.0), ParameterError),
        (lambda: Weights(0, 0, 0, 0), ParameterError),
        (lambda: affinities(SIGHT, weights=Weights(0, 0, 0, 1)), ParameterError),
        (lambda: affinities(SIGHT, encoder=lambda texts: [1.0] * len(texts)), EncoderShapeError),
        (lambda: affinities(SIGHT, encoder=lambda texts: [[np.nan]] * len(texts)), EncoderShapeError),
    ],
)
def test_what_cannot_be_compared_is_refused(wrong, error):
    with pytest.raises(error):
        wrong()
