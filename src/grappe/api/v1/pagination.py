"""Pages by cursor: the cost of a page does not grow with its number, and rows added meanwhile shift nothing."""

import base64
import binascii
import json
from functools import reduce
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from ninja import Query, Schema
from ninja.errors import HttpError
from pydantic import Field

from grappe.apps.core.queries.listing import Order, sorted_keys

LARGEST_PAGE = 200
LARGEST_KEY = 2**63 - 1
Item = TypeVar("Item")
Row = TypeVar("Row", bound=Model)


class PageQuery(Schema):
    """Which page is wanted."""

    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 50
    after: Annotated[str, Field(max_length=2000, description="The `next` of the page before.")] = ""


class Page(Schema, Generic[Item]):
    """Some items, and the cursor of the next page; null on the last one."""

    items: list[Item]
    next: str | None


PageParameters = Annotated[PageQuery, Query()]


def page_of(rows: QuerySet[Row], page: PageQuery, *, by: str, hits_first: bool = False) -> dict[str, Any]:
    """One page of rows in the order of a text column, then of the key; ``hits_first`` for a search of words."""
    if page.after:
        value, key = read_cursor(page.after)
        rows = rows.filter(Q(**{f"{by}__gt": value}) | Q(**{by: value, "pk__gt": key}), **{f"{by}__gte": value})
    if hits_first:
        keys = sorted_keys(rows, Order(by), count=page.limit + 1, whole=True).keys
        held = rows.in_bulk(keys)
        found = [held[key] for key in keys]
    else:
        found = list(rows.order_by(by, "pk")[: page.limit + 1])
    more = len(found) > page.limit
    items = found[: page.limit]
    return {
        "items": items,
        "next": write_cursor(value_of(items[-1], by), items[-1].pk) if more else None,
    }


def value_of(row: Any, path: str) -> str:
    """A value of the row, or of a record it is linked to (organisation__name_key)."""
    return str(reduce(getattr, path.split("__"), row))


def write_cursor(value: str, key: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([value, key]).encode()).decode()


def read_cursor(cursor: str) -> tuple[str, int]:
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii")))
    except (ValueError, binascii.Error, UnicodeError, RecursionError):
        parts = None
    match parts:
        case [str(value), int(key)] if "\x00" not in value and not isinstance(key, bool) and 0 <= key <= LARGEST_KEY:
            return value, key
    raise HttpError(404, "This cursor is not one of ours: take it from `next` of the page before.")
