"""What the page of one indicator tells, and the families that the list shows."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Method:
    """One indicator; a ``formula`` with words is told in both languages, ``source`` stays in its own.

    ``functions`` of the library and the ``command`` compute it; an indicator of the pages alone has neither.
    """

    code: str
    title: Promise
    says: Promise
    formula: str | Promise
    caution: Promise
    source: str
    functions: tuple[str, ...] = ()
    command: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Indicators that answer one kind of question."""

    code: str
    title: Promise
    methods: tuple[Method, ...]
