"""The fast way and the plain one give the same numbers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.affinity.affinity_strategies import problems

from grappe.engines.affinity import Parameters, Weights, affinities
from grappe.engines.affinity.affinity import latest_publications
from grappe.engines.affinity.reference import latest_of, plain_affinity, plain_okapi, plain_tf_idf
from grappe.engines.texts.counts import count_terms
from grappe.engines.texts.latent import latent_vectors
from grappe.engines.texts.lexical import okapi, tf_idf
from grappe.engines.texts.words import terms


@given(problems())
def test_shared_words_weigh_the_same(problem):
    counts = count_terms(terms(text) for text in problem.texts)
    cosine, sides = tf_idf(counts), okapi(counts)
    shares = (sides.asked @ sides.known.T).toarray()
    cosines = (cosine @ cosine.T).toarray()
    for one in range(len(problem.texts)):
        for other in range(len(problem.texts)):
            assert cosines[one, other] == pytest.approx(plain_tf_idf(problem.texts, one, other), abs=1e-12)
            assert shares[one, other] == pytest.approx(plain_okapi(problem.texts, one, other), abs=1e-12)


@settings(deadline=None)
@given(problems(), st.integers(1, 4), st.sampled_from([1.0, 2.0, 3.0, 50.0, np.inf]), st.sampled_from([0.0, 0.5, 2.0]))
def test_affinities_are_those_of_the_reference(problem, latest, exponent, share):
    parameters, weights = Parameters(latest, exponent), Weights(1.0, share, 0.0, 0.0)
    found = affinities(problem, parameters=parameters, weights=weights).values
    for place in np.ndindex(found.shape):
        assert found[place] == pytest.approx(plain_affinity(problem, parameters, weights, *place), abs=1e-9)


@given(problems(), st.integers(1, 4))
def test_the_latest_publications_are_those_of_the_reference(problem, latest):
    chosen, counts = latest_publications(problem, latest)
    start, expected = 0, []
    for expert in problem.experts:
        expected += sorted(start + place for place in latest_of(expert, latest))
        start += len(expert.publications)
    assert chosen.tolist() == expected
    assert counts.tolist() == [min(latest, len(one.publications)) for one in problem.experts]


def test_themes_are_the_truncated_singular_vectors():
    rng = np.random.default_rng(5)
    rows = [[f"w{word}" for word in rng.integers(0, 30, 25)] for _ in range(60)]
    weighed = tf_idf(count_terms(rows))
    vectors = latent_vectors(weighed, 5)
    left, strength, _ = np.linalg.svd(weighed.toarray())
    exact = (left * np.append(strength, np.zeros(60 - len(strength))))[:, :5]
    exact /= np.linalg.norm(exact, axis=1, keepdims=True)
    np.testing.assert_allclose(vectors @ vectors.T, exact @ exact.T, atol=1e-9)
    np.testing.assert_array_equal(vectors, latent_vectors(weighed, 5))
