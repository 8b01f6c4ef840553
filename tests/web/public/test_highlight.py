import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.web.public.highlight import PASSAGE_LENGTH, passage_of, pieces


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Électronique du Sud", ["electro"], ["Électronique"]),
        ("capteurs connectés", ["capteur", "connecte"], ["capteurs", "connectés"]),
        ("la mer", ["l"], ["la"]),
        ("Universités", ["universite"], ["Universités"]),
        ("rien", ["absent"], []),
    ],
)
def test_words_are_marked_whatever_their_accents_and_endings(text, words, marked):
    assert [piece for piece, hit in pieces(text, words) if hit] == marked


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=8), max_size=4))
def test_pieces_make_up_the_text(text, words):
    assert "".join(piece for piece, _hit in pieces(text, words)) == text


@given(st.text(max_size=600), st.text(min_size=1, max_size=8))
def test_passage_is_short(text, word):
    assert len(passage_of(text, [word])) <= PASSAGE_LENGTH + 2


def test_passage_stands_around_the_first_answer():
    text = "mot " * 60 + "capteur " + "fin " * 60
    passage = passage_of(text, ["capteur"])
    assert "capteur" in passage
    assert passage.startswith("…")
    assert passage.endswith("…")
    assert passage_of(text, ["absent"]) == ""
