import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.engines.texts.words import fold, spellings, stem, terms, written_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("optimization", "optimisation"),
        ("photonique", "photonics"),
        ("réseaux", "RESEAU"),
        ("lasers", "laser"),
        ("cellulaires", "cellulaire"),
        ("œuvre", "oeuvre"),
        ("capteurs", "capteur"),
    ],
)
def test_spellings_of_one_word_meet(one, other):
    assert terms(one) == terms(other) != []


def test_empty_words_are_left_out_and_neighbours_are_terms():
    assert terms("The laser of the plant") == ["laser", "plant", "laser plant"]
    assert terms("Le laser dans la plante", pairs=False) == ["laser", stem("plante")]
    assert terms("") == terms("de la the of x") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’industrie 4.0", ["industrie", "4.0"]),
        ("Python 3.11, v2.0.1.", ["python", "3.11", "v2.0.1"]),
        ("C++ and C# for 5G, CO2 and PM2.5", ["c++", "c#", "5g", "co2", "pm2.5"]),
        ("It ends in 2019.", ["ends", "2019"]),
    ],
)
def test_numbers_with_points_and_names_with_signs_are_words(text, words):
    assert written_words(text) == words
    assert terms(text, pairs=False) == [stem(word) for word in words]
    assert [word.lower() for word in spellings(text).values()] == words


@given(st.text())
def test_any_text_has_terms(text):
    assert terms(text) == terms(fold(text))
    assert all(term == term.strip() != "" for term in terms(text))


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=15))
def test_a_stem_keeps_four_letters(word):
    assert len(stem(word)) >= min(4, len(word))
    assert word.replace("z", "s").startswith(stem(word))
