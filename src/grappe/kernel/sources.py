"""Where the packaged facts come from."""

from dataclasses import dataclass
from functools import cache

from grappe.kernel.tables import FactsDefectError, keyed, read_rows, words


@dataclass(frozen=True, slots=True)
class Source:
    """One source of facts; ``url`` is empty for a document that is not online."""

    key: str
    title_fr: str
    title_en: str
    url: str
    licence: str

    @property
    def title(self) -> str:
        """The English title, where a place holds one title only."""
        return self.title_en


@cache
def sources() -> dict[str, Source]:
    """Every source by its key, as the ``source`` columns name it."""
    table = keyed("sources.csv", ((row["key"], row) for row in read_rows("sources.csv")))
    return {
        key: Source(
            key=key,
            title_fr=row["title_fr"],
            title_en=row["title_en"],
            url=row["url"],
            licence=row["licence"],
        )
        for key, row in table.items()
    }


def source_keys(table: str, text: str) -> tuple[str, ...]:
    """The keys in one ``source`` cell, each known, at least one."""
    keys = words(text)
    unknown = [key for key in keys if key not in sources()]
    if unknown or not keys:
        raise FactsDefectError(table, f"source {text!r} is not among the sources")
    return keys
