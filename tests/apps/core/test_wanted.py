import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import make_organisation

from grappe.apps.core.models import Word
from grappe.apps.core.queries.words import corrected, rarest
from grappe.apps.core.wanted import LONGEST_TEXT, MOST_WORDS, read_wanted
from grappe.apps.directory.models import Organisation


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Université de Nice", ("universite", "nice")),
        ("  l'Oréal  ", ("oreal",)),
        ("de la", ("de",)),
        ("C.E.A.", ("cea",)),
        ("R&D", ("r",)),
        ("a & b | !c <-> (d:*)", ("b", "c")),
        ("nano nano", ("nano",)),
        ("", ()),
        ("\x00", ()),
        ("%_\\'", ()),
        ("Αθήνα", ("αθηνα",)),
        ("清华大学", ("清华大学",)),
    ],
)
def test_words_of_a_text(typed, words):
    assert read_wanted(typed).words == words


@pytest.mark.django_db
@pytest.mark.parametrize("words", [["o'neill"], ["a\\b"], ["a:*"], ["x & !y"], [" "]])
def test_the_database_takes_any_word_as_one_operand(words):
    with connection.cursor() as cursor:
        cursor.execute("SELECT grappe_query(%s::text[], TRUE)", [words])
        assert "!" not in (cursor.fetchone()[0] or "")


def test_a_long_text_is_cut_and_says_so():
    wanted = read_wanted("mot " * 2500)
    assert wanted.is_cut
    assert len(wanted.text) <= LONGEST_TEXT
    assert len(read_wanted(" ".join(f"mot{number}" for number in range(30))).words) == MOST_WORDS
    assert not read_wanted("capteur").is_cut


@pytest.mark.django_db
@given(st.text(max_size=300))
def test_postgresql_reads_whatever_is_typed(text):
    wanted = read_wanted(text)
    if wanted.words:
        assert list(Organisation.objects.filter(search=wanted.beginning())) == []
        corrected(wanted)
        rarest(wanted)
    assert connection.is_usable()


@pytest.fixture
def vocabulary(db):
    words = {"microvax": 1, "aerospace": 40, "valley": 60, "universite": 900, "univrsite": 1, "syngenta": 3, "micro": 9}
    Word.objects.bulk_create(Word(word=word, holders=holders) for word, holders in words.items())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("sygenta", "syngenta"),
        ("syngenat", "syngenta"),
        ("univrsite", "universite"),
        ("aerospacevalley", "aerospace valley"),
        ("micro vax", "microvax"),
        ("aerospce vallley", "aerospace valley"),
    ],
)
def test_a_misspelt_text_is_read_as_the_nearest_one(vocabulary, typed, read):
    assert corrected(read_wanted(typed)).text == read


@pytest.mark.parametrize("typed", ["universite", "zzzzzz", "552100554", "abc"])
def test_what_is_known_or_near_nothing_is_left_alone(vocabulary, typed):
    assert corrected(read_wanted(typed)) is None


def test_the_rarest_known_word_stands_for_the_rest(vocabulary):
    assert rarest(read_wanted("universite syngenta inconnu")).words == ("syngenta",)
    assert rarest(read_wanted("syngenta")) is None
    assert rarest(read_wanted("inconnu introuvable")) is None


@pytest.mark.django_db
def test_of_three_words_only_the_last_may_be_a_beginning():
    make_organisation("Laboratoire Optique Marine")
    found = {
        text: Organisation.objects.filter(search=read_wanted(text).beginning()).count()
        for text in ("labo opti", "laboratoire optique mar", "labo opti marine", "lab")
    }
    assert found == {"labo opti": 1, "laboratoire optique mar": 1, "labo opti marine": 0, "lab": 1}
