"""Something said about a problem or a plan: a code with its facts, and the English of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from grappe.engines.meetings.document import Strict
from grappe.engines.meetings.wording import render

Fact = int | str | tuple[int, ...] | tuple[str, ...]


@dataclass(frozen=True)
class Finding(Strict):
    """A code that pages translate by, what it speaks of, and the English sentence.

    Parameters
    ----------
    code : of `wording.TEMPLATES`.
    facts : numbers of meetings, slots and tables (from 1), identifiers of participants, counts.
    about : the sentence.
    """

    code: str
    facts: Mapping[str, Fact]
    about: str


def finding(code: str, **facts: Fact) -> Finding:
    """Return a finding with its sentence."""
    return Finding(code, facts, render(code, dict(facts)))
