from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grappe.engines.specialisation import (
    EmptyTableError,
    TableShapeError,
    UnsupportedParameterError,
    Weighing,
    adjusted_rand,
    betweenness,
    collaboration_network,
    communities,
    mixing,
    modularity,
    standing,
)
from grappe.engines.specialisation.network_reference import slow_betweenness

# Project 0 has three partners, project 1 two, project 2 one.
PROJECT, BODY = [0, 0, 0, 1, 1, 2], [0, 1, 2, 2, 3, 4]
participations = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 8)), min_size=6, max_size=25)


def pair(project, body, bodies, **parameters):
    try:
        return collaboration_network(project, body, bodies, **parameters)
    except EmptyTableError:
        return None


def test_ties_by_hand():
    count = collaboration_network(PROJECT, BODY, 5, weighing=Weighing.COUNT)
    shared = collaboration_network(PROJECT, BODY, 5, weighing=Weighing.SHARED)
    assert count.degree.tolist() == [2, 2, 3, 1, 0]
    assert shared.ties.toarray()[2].tolist() == [0.5, 0.5, 0, 1, 0]
    # One tie in all for each project with partners.
    assert shared.strength.tolist() == [1, 1, 2, 1, 0]
    assert shared.alone == 1
    relative = collaboration_network(PROJECT, BODY, 5)
    assert relative.ties[2, 3] == pytest.approx(1 / np.sqrt(2))


def test_a_participation_told_twice_counts_once():
    once, twice = (collaboration_network(p, b, 5) for p, b in ((PROJECT, BODY), (PROJECT * 2, BODY * 2)))
    assert (once.ties != twice.ties).nnz == 0


def test_a_national_body_does_not_rule():
    # A giant is in all forty projects of twenty pairs of small firms, each pair twice together.
    project = np.repeat(np.arange(40), 3)
    body = np.array([[0, 1 + 2 * (p % 20), 2 + 2 * (p % 20)] for p in range(40)]).ravel()
    count = collaboration_network(project, body, 41, weighing=Weighing.COUNT)
    relative = collaboration_network(project, body, 41)
    firm_to_firm, firm_to_giant = (lambda n: n.ties[1, 2]), (lambda n: n.ties[1, 0])
    assert firm_to_giant(count) == firm_to_firm(count)
    assert firm_to_giant(relative) < firm_to_firm(relative) / 4
    assert count.strength[0] > 15 * count.strength[1]
    assert relative.strength[0] < 8 * relative.strength[1]


@settings(max_examples=25)
@given(participations)
def test_betweenness_agrees_with_following_every_path(rows):
    network = pair([p for p, _ in rows], [b for _, b in rows], 9)
    if network is not None:
        neighbours = [network.ties.indices[a:b].tolist() for a, b in pairwise(network.ties.indptr)]
        assert betweenness(network).value == pytest.approx(slow_betweenness(neighbours))


def test_a_broker_stands_between():
    network = collaboration_network([0, 0, 1, 1], [0, 1, 1, 2], 3)
    assert betweenness(network).value.tolist() == [0, 1, 0]


def test_sampled_sources_come_with_their_error():
    chance = np.random.default_rng(1)
    network = collaboration_network(np.repeat(np.arange(150), 3), chance.integers(0, 120, 450), 120)
    exact, drawn = betweenness(network), betweenness(network, sources=60, seed=2)
    assert not exact.error.any()
    far = np.abs(drawn.value - exact.value) > 2.6 * drawn.error
    assert far.mean() < 0.05
    assert drawn.value.sum() == pytest.approx(exact.value.sum(), rel=0.1)


def islands(seed=3):
    """Three groups of ten that work among themselves, and a few projects across."""
    chance = np.random.default_rng(seed)
    inside = [(p, body) for p in range(90) for body in chance.choice(10, 3, replace=False) + 10 * (p % 3)]
    across = [(90 + p, body) for p in range(6) for body in (p, 10 + p, 20 + p)]
    project, body = np.array(inside + across).T
    return collaboration_network(project, body, 30), np.repeat([0, 1, 2], 10)


def test_planted_communities_are_found():
    network, planted = islands()
    found = communities(network)
    assert adjusted_rand(found.community, planted) == 1
    assert found.agreement == pytest.approx(1)
    assert found.modularity == pytest.approx(modularity(network, planted))
    assert (communities(network, seed=9).community == found.community).all()
    assert communities(network, resolution=5).community.max() > 2


def test_modularity_by_hand():
    network = collaboration_network([0, 0, 1, 1], [0, 1, 2, 3], 4, weighing=Weighing.COUNT)
    assert modularity(network, [0, 0, 1, 1]) == pytest.approx(1 - 2 * 0.25)
    assert modularity(network, [0, 0, 0, 0]) == pytest.approx(0)


def test_agreement_of_divisions():
    one = np.array([0, 0, 1, 1, 2, 2])
    assert adjusted_rand(one, np.array([2, 2, 0, 0, 1, 1])) == 1
    # Pairs together: 1 in both, 3 and 3; chance 9 / 15.
    assert adjusted_rand(one, np.array([0, 0, 1, 2, 1, 2])) == pytest.approx((1 - 0.6) / (3 - 0.6))


def test_borders_hold_ties_back():
    network, country = islands()
    found = mixing(network, country)
    assert found.across < found.low
    assert found.p_value == pytest.approx(0.002)
    crossing = network.ties.toarray() * (country[:, None] != country)
    assert found.by_body == pytest.approx(crossing.sum(axis=1) / network.strength)
    even = mixing(network, np.random.default_rng(4).permutation(country))
    assert even.low <= even.across <= even.high


def test_the_place_of_smes():
    found = standing([1.0, 1, 1, 97], np.array([True, True, True, False]))
    assert found.share == 0.75
    assert found.share_of_measure == pytest.approx(0.03)
    assert found.ratio == pytest.approx(0.04)
    many = np.random.default_rng(5).random(200)
    small = np.arange(200) < 120
    assert standing(many, small).p_value > 0.05
    assert standing(many * np.where(small, 0.4, 1), small).p_value < 0.01


def test_what_is_no_network_is_refused():
    with pytest.raises(EmptyTableError, match="two partners"):
        collaboration_network([0, 1], [0, 1], 2)
    with pytest.raises(TableShapeError, match="numbered"):
        collaboration_network([0, 0], [0, 5], 2)
    with pytest.raises(TableShapeError, match="not all"):
        standing([1, 2], np.array([True, True]))
    network = collaboration_network([0, 0], [0, 1], 2)
    with pytest.raises(UnsupportedParameterError):
        betweenness(network)
    with pytest.raises(UnsupportedParameterError):
        communities(network, resolution=0)
    with pytest.raises(TableShapeError):
        mixing(network, [0])
