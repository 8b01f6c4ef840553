"""Pages of long lists: counting stops at a bound, since nobody turns forty pages."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

MOST_COUNTED = 1000
PER_PAGE = 25


class CappedPaginator(Paginator):  # type: ignore[type-arg]  # a class of Django's that cannot be subscripted
    """Pages over the first keys of a list, read in one query; ``capped`` says that there are more.

    ``shown`` turns the keys of one page into its rows, with all that a line needs.
    """

    def __init__(
        self, records: QuerySet[Any], shown: Callable[[QuerySet[Any]], QuerySet[Any]], per_page: int = PER_PAGE
    ) -> None:
        keys = list(records.values_list("pk", flat=True)[: MOST_COUNTED + 1])
        self.capped = len(keys) > MOST_COUNTED
        self.rows = shown(records.model._default_manager.all())
        super().__init__(keys[:MOST_COUNTED], per_page)

    def page(self, number: int | str) -> Any:
        page = super().page(number)
        page.object_list = self.in_order(list(page.object_list))
        return page

    def in_order(self, keys: list[Any]) -> list[Any]:
        held = self.rows.in_bulk(keys)
        return [held[key] for key in keys if key in held]
