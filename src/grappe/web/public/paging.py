"""Pages of long lists, read by their keys: the rows of one page only are fetched."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

# Nobody turns forty pages: counting stops there, and the list says that there are more.
MOST_COUNTED = 1000
PER_PAGE = 25


class KeyPaginator(Paginator):  # type: ignore[type-arg]  # a class of Django's that cannot be subscripted
    """Pages over keys in order; ``rows`` holds what a page shows of each."""

    def __init__(self, keys: Sequence[Any], rows: QuerySet[Any], per_page: int = PER_PAGE) -> None:
        super().__init__(keys, per_page)
        self.rows = rows

    def page(self, number: int | str) -> Any:
        page = super().page(number)
        keys = list(page.object_list)
        held = self.rows.in_bulk(keys)
        page.object_list = [held[key] for key in keys if key in held]
        return page


class CappedPaginator(KeyPaginator):
    """Pages over the first keys of a list, one more than are counted; ``capped`` says that there are more."""

    def __init__(self, keys: Sequence[Any], rows: QuerySet[Any]) -> None:
        self.capped = len(keys) > MOST_COUNTED
        super().__init__(keys[:MOST_COUNTED], rows)
