"""Names: what is taken off, what is joined, what means the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.reconciliation.record_strategies import names

from grappe.engines.reconciliation.folding import fold, squeeze
from grappe.engines.reconciliation.naming import normalise_name, normalise_text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("L'École d’Ingénieurs – Göteborg (A/S)", "ecole ingenieurs goteborg a s"),
        ("St George's & Łódź", "st georges and lodz"),
        ("Εθνικό Πανεπιστήμιο", "ethniko panepistimio"),
        ("Българска академия", "balgarska akademiya"),
        ("清华大学", "清华大学"),
        ("  --  ", ""),
    ],
)
def test_accents_scripts_and_punctuation_are_folded(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.one_of(names, st.text()))
def test_normalising_is_idempotent(name: str) -> None:
    once = normalise_text(name)
    assert normalise_text(once) == once


@given(st.text())
def test_squeezing_is_idempotent(word: str) -> None:
    assert squeeze(squeeze(word)) == squeeze(word)


@pytest.mark.parametrize(
    ("one", "other"), [("muenchen", "munchen"), ("goeteborg", "goteborg"), ("vrijhoff", "vrijhof")]
)
def test_umlaut_digraphs_and_doubled_letters_are_one_key(one: str, other: str) -> None:
    assert squeeze(one) == squeeze(other)


@pytest.mark.parametrize("number", ["11", "2000", "ii", "xii"])
def test_numbers_are_not_squeezed(number: str) -> None:
    assert squeeze(number) == number


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("Exemple S.A.", "exemple", "sa"),
        ("EXEMPLE SOCIETE ANONYME", "exemple", "sa"),
        ("Beispiel Gesellschaft mit beschränkter Haftung", "beispiel", "gmbh"),
        ("Beispiel Ges.m.b.H.", "beispiel", "gmbh"),
        ("Przykład Sp. z o.o.", "przyklad", "spzoo"),
        ("Esempio S.p.A.", "esempio", "spa"),
        ("Eksempel A/S", "eksempel", "as"),
        ("Example Limited", "example", "ltd"),
        ("Példa Korlátolt Felelősségű Társaság", "pelda", "kft"),
    ],
)
def test_legal_forms_are_taken_off_and_remembered(name: str, text: str, form: str) -> None:
    found = normalise_name(name)
    assert found.text == text
    assert form in found.forms


@pytest.mark.parametrize("name", ["SA", "GmbH", "S.r.l.", "Limited Ltd"])
def test_a_name_of_legal_forms_only_is_kept(name: str) -> None:
    assert normalise_name(name).terms


@pytest.mark.parametrize("name", ["De", "The", "&"])
def test_a_name_of_function_words_only_is_kept(name: str) -> None:
    assert normalise_name(name).terms


@pytest.mark.parametrize(
    "spellings",
    [
        ("Université de Vienne", "Universität Wien", "University of Vienna", "UNIVERSITAET WIEN"),
        ("Politecnico di Milano", "Polytechnic of Milan"),
        ("Fachhochschule München", "Hochschule für angewandte Wissenschaften Muenchen"),
        ("Istituto di fisica", "Institute of Physics", "Institut de physique", "Instytut Fizyki"),
        ("Hôpital universitaire", "Universitätsklinikum", "University Hospital"),
    ],
)
def test_words_that_mean_the_same_are_one_term(spellings: tuple[str, ...]) -> None:
    assert len({normalise_name(spelling).terms for spelling in spellings}) == 1


def test_initials_are_read_with_and_without_function_words() -> None:
    assert normalise_name("Institut de la Vision").initials == {"iv", "idlv"}
