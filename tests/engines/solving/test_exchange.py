from dataclasses import dataclass

import pytest

from grappe.engines.solving.exchange import Exchange, Strict


@dataclass(frozen=True)
class Question(Strict):
    words: str


@dataclass(frozen=True)
class Answer(Strict):
    number: int


class UnreadableError(ValueError):
    pass


EXCHANGE = Exchange({"question/1": Question, "answer/1": Answer}, UnreadableError)


@pytest.mark.parametrize("content", [Question("how many?"), Answer(42)])
def test_a_value_comes_back_from_the_format_of_its_kind(content):
    version = "question/1" if isinstance(content, Question) else "answer/1"
    assert EXCHANGE.read(version, EXCHANGE.write(content)) == content


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"format": "answer/1", "content": {"number": "many"}}', "content.number"),
        ('{"format": "answer/1", "content": {"number": 1, "nomber": 2}}', "content.nomber"),
        ('{"format": "answer/2", "content": {"number": 1}}', "This is answer/2; expected answer/1"),
        ("not JSON", "the document"),
    ],
)
def test_a_text_that_does_not_fit_is_refused_by_place(text, words):
    with pytest.raises(UnreadableError, match=words):
        EXCHANGE.read("answer/1", text)
