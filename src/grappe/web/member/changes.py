"""Recorded changes in words: who, when, why, and each value before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.core.paginator import Page

from grappe.apps.accounts.models import User
from grappe.apps.directory.fields import EDITABLE, column_of
from grappe.apps.directory.queries.history import state_after
from grappe.web.ui.values import readable


@dataclass(frozen=True)
class Change:
    event: Any
    at: datetime
    by: str
    reason: str
    values: list[tuple[str, str, str]]


def described_changes(page: Page[Any]) -> list[Change]:
    """The changes of one page; each event holds the values before it, the next newer one those after."""
    events = list(page)
    if not events:
        return []
    newest_after = state_after(events[0])
    after: Sequence[Any] = list(chain([newest_after], events[:-1]))
    people = User.objects.in_bulk({key for event in events if (key := author_of(event)) is not None})
    return [described(event, later, people) for event, later in zip(events, after, strict=True)]


def described(event: Any, after: Any, people: dict[int, User]) -> Change:
    author = author_of(event)
    metadata = event.pgh_context.metadata if event.pgh_context else {}
    values = [
        (
            str(column_of(field).verbose_name),
            readable(field, getattr(event, field)),
            readable(field, getattr(after, field)),
        )
        for field in EDITABLE
        if getattr(event, field) != getattr(after, field)
    ]
    by = str(people[author]) if author in people else ""
    return Change(event, event.pgh_created_at, by, metadata.get("reason", ""), values)


def author_of(event: Any) -> int | None:
    """The person behind a change, or nobody for the system."""
    author = event.pgh_context.metadata.get("user") if event.pgh_context else None
    return author if isinstance(author, int) else None
