import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grappe.engines.texts.letters import letters_of
from grappe.engines.texts.words import grams

KNOWN = ["Capteurs optiques pour la mer", "Fromages affinés en cave", "Optical sensors"]


def plain(known, asked, place):
    """BM25 from its definition, over the greatest that the asked text could reach."""
    bags = [Counter(grams(one)) for one in known]
    mean = sum(sum(bag.values()) for bag in bags) / len(bags)
    score = most = 0.0
    for run in set(grams(asked)):
        held = sum(run in bag for bag in bags)
        rarity = math.log(1 + (len(known) - held + 0.5) / (held + 0.5))
        number, length = bags[place][run], sum(bags[place].values())
        score += rarity * number * 2.2 / (number + 1.2 * (0.25 + 0.75 * length / mean)) if number else 0.0
        most += rarity * 2.2
    return score / most if most else 0.0


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text("abcde é", max_size=12), min_size=1, max_size=4), st.text("abcdef é", max_size=12))
def test_likeness_by_letters_is_that_of_the_definition(known, asked):
    if any(grams(one) for one in known):
        found = letters_of(known).alike(asked)
        assert found == pytest.approx([plain(known, asked, place) for place in range(len(known))])


def test_misspelt_and_inflected_words_are_near():
    assert letters_of(KNOWN).alike("capteur optik").argmax() == 0
    assert letters_of(KNOWN).alike("fromagerie").argmax() == 1


def test_nothing_is_like_a_text_without_letters():
    assert letters_of(KNOWN).alike("!? …").tolist() == [0, 0, 0]
    assert letters_of(["", "de la"]).alike("laser").tolist() == [0, 0]


def test_runs_of_letters_have_the_ends_of_words():
    assert grams("Mer de la") == [" mer", "mer "]
