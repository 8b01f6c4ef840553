"""Everybody's score in one go against the sum over the measures one by one; vectors by their signs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.matching_registers import SMALL, registers

from grappe.engines.matching import CallRules, ForConsortium, ForNeed, ForOrganisation, Model, Parameters, Text, prepare
from grappe.engines.matching.asking import asked_of
from grappe.engines.matching.measures import MEASURES, arranged, gathered, measured
from grappe.engines.matching.scoring import CROWD, best_of, crowd_of, scores_of_all
from grappe.engines.matching.sketches import Sketches

MODEL = Model("test", MEASURES, tuple(0.3 + 0.1 * place for place in range(len(MEASURES))))


def by_letters(texts):
    """An encoder that a reader can follow: how often each letter stands in a text."""
    return np.array([[one.lower().count(letter) for letter in "abcdefghijklmnop"] for one in texts]) + 0.01


@st.composite
def questions(draw):
    """A register, and a question of any kind about it."""
    register = draw(registers())
    names = tuple(one.id for one in register.organisations)
    kind = draw(st.sampled_from(("organisation", "need", "consortium")))
    themes = draw(st.sampled_from(((), ("a",), ("a", "b"))))
    if kind == "need":
        return register, ForNeed((Text("laser of fibre"),), draw(st.sampled_from((None, names[0]))), themes)
    if kind == "organisation":
        return register, ForOrganisation(
            names[0], draw(st.booleans()), themes, 1e6, draw(st.sampled_from((None, 30.0))), about=(Text("cheese"),)
        )
    rules = CallRules(least_countries=2, needed_kinds=frozenset({"firm"}))
    return register, ForConsortium(names[: draw(st.integers(1, 2))], None, themes, rules=rules)


@settings(max_examples=60, deadline=None)
@given(questions(), st.booleans())
def test_scores_of_all_are_those_of_the_measures_up_to_a_constant(case, spoken):
    register, question = case
    ground = prepare(register, Parameters(), by_letters if spoken else None)
    asked = asked_of(ground, question)
    told = gathered(ground, asked)
    plain = MODEL.sums(arranged(MODEL, measured(ground, asked, None, told).values))
    quick = scores_of_all(ground, asked, told, MODEL)
    others = np.setdiff1d(np.arange(ground.count), asked.seeds)
    if others.size:
        difference = (quick - plain)[others]
        np.testing.assert_allclose(difference, difference[0], atol=1e-9)


def test_a_large_library_gives_what_a_small_one_does_when_its_texts_are_near():
    question = ForNeed((Text("We need optical sensors"),))
    small, large = (prepare(SMALL, Parameters(compare_all=most), by_letters) for most in (100, 0))
    # One text in fifty is near: here the one that is nearest, and only it counts.
    near = gathered(large, asked_of(large, question)).about
    whole = gathered(small, asked_of(small, question)).about
    everything = np.arange(len(small.library.sources))
    assert near.by_sense(everything).max() == pytest.approx(whole.by_sense(everything).max())
    assert near.by_sense(everything).argmax() == whole.by_sense(everything).argmax()


def test_sketches_find_what_is_nearest():
    rng = np.random.default_rng(2)
    vectors = rng.standard_normal((3000, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    sketches = Sketches.of(vectors)
    found = []
    for place in range(40):
        asked = vectors[place] + 0.1 * rng.standard_normal(64).astype(np.float32)
        exact = np.argsort(-(vectors @ asked))[:10]
        near = sketches.nearest(asked, 300)
        found.append(np.isin(exact, near).mean())
        assert place in near
        assert 300 <= near.size < 600
    assert np.mean(found) > 0.8
    able = np.zeros(3000, dtype=np.bool_)
    able[5:9] = True
    assert sketches.nearest(vectors[0], 10, able).tolist() == [5, 6, 7, 8]


def test_the_best_are_those_that_may_be_suggested_ties_included():
    scores = np.array([3.0, 9.0, 5.0, 5.0, 1.0])
    able = np.array([True, False, True, True, True])
    assert best_of(scores, able, 1).tolist() == [2, 3]
    assert best_of(scores, able, 9).tolist() == [0, 2, 3, 4]


@pytest.mark.parametrize("share", [1.0, 0.002])
def test_the_best_of_many_are_found_though_few_are_looked_at(share):
    rng = np.random.default_rng(4)
    scores, able = rng.standard_normal(60_000), rng.random(60_000) < share
    some = np.flatnonzero(able)
    wanted = np.sort(some[np.argsort(-scores[some])[:100]])
    assert best_of(scores, able, 100).tolist() == wanted.tolist()


def test_the_crowd_is_everybody_where_they_are_few_and_spread_evenly_where_they_are_many():
    able = np.ones(CROWD * 10, dtype=np.bool_)
    able[::2] = False
    assert crowd_of(able[:20]).tolist() == list(range(1, 20, 2))
    found = crowd_of(able)
    assert found.size == CROWD
    assert able[found].all()
    assert found.mean() == pytest.approx(able.size / 2, rel=0.01)
