"""Words by their meaning: against a slow double loop, and what a reader would expect of two languages."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grappe.engines.texts.meanings import MOST_ASKED, meanings_of
from grappe.engines.texts.words import written_words

# Directions of a toy encoder: words of both languages that mean the same point the same way.
MEANT = {"cheese": (1, 0, 0), "fromage": (1, 0.1, 0), "laser": (0, 1, 0), "lumière": (0, 1, 0.2), "boat": (0, 0, 1)}
WORDS = st.lists(st.sampled_from([*MEANT, "unknown", "other"]), max_size=6).map(" ".join)


def encoder(texts):
    return np.array([MEANT.get(one, (0.5, 0.5, 0.5 + 0.1 * len(one))) for one in texts], dtype=np.float64)


def slowly(texts, asked):
    """The same by loops over words, as the formula reads."""
    bags = [written_words(one) for one in texts]
    held = {word: sum(word in bag for bag in bags) for bag in bags for word in bag}

    def rarity(word):
        return np.log1p(len(texts) / (held.get(word, 0) + 0.5))

    def cosine(one, other):
        first, second = encoder([one])[0], encoder([other])[0]
        return max(0.0, first @ second / np.linalg.norm(first) / np.linalg.norm(second))

    def met(words, bag):
        whole = sum(rarity(word) for word in words)
        return sum(rarity(word) * max(cosine(word, other) for other in bag) for word in words) / whole

    words = written_words(asked)
    return [max(0.0, met(words, bag) - met(list(held), bag)) if bag and words else 0.0 for bag in bags]


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), WORDS)
def test_likeness_is_what_the_slow_loops_give(texts, asked):
    meanings = meanings_of(texts, encoder)
    found = meanings.alike(meanings.asked(asked, encoder), np.arange(len(texts)))
    np.testing.assert_allclose(found, slowly(texts, asked), atol=1e-5)


def test_a_word_meets_its_meaning_in_another_language():
    texts = ["Nous affinons le fromage", "The boat and the harbour", "Lumière cohérente"]
    meanings = meanings_of(texts, encoder)
    everything = np.arange(3)
    assert meanings.alike(meanings.asked("cheese", encoder), everything).argmax() == 0
    assert meanings.alike(meanings.asked("laser", encoder), everything).argmax() == 2
    # Some texts alone give what they give among all.
    some = meanings.alike(meanings.asked("laser", encoder), np.array([2, 0]))
    assert some == pytest.approx(meanings.alike(meanings.asked("laser", encoder), everything)[[2, 0]])


def test_texts_and_questions_without_words_are_like_nothing():
    meanings = meanings_of(["", "the of", "cheese"], encoder)
    assert meanings.alike(meanings.asked("laser", encoder), np.arange(3))[:2].tolist() == [0.0, 0.0]
    assert meanings.alike(meanings.asked("?!", encoder), np.arange(3)).tolist() == [0.0, 0.0, 0.0]
    nothing = meanings_of(["", "a"], encoder)
    assert nothing.alike(nothing.asked("cheese", encoder), np.arange(2)).tolist() == [0.0, 0.0]


def test_a_long_question_asks_by_its_rarest_words():
    meanings = meanings_of(["cheese boat", "cheese laser"], encoder)
    asked = meanings.asked(" ".join(f"word{one}" for one in range(1000)) + " cheese", encoder)
    assert asked.rarity.size == MOST_ASKED
    assert asked.rarity.sum() == pytest.approx(1.0)


def test_words_are_read_as_written_without_what_is_elided():
    assert written_words("L’énergie d'aujourd'hui, l'ÉNERGIE et le photo-voltaïque : x") == [
        "énergie",
        "aujourd'hui",
        "photo-voltaïque",
    ]
