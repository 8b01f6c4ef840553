"""Territories as filters name them."""


def territory_asked(text: str) -> tuple[str, str] | None:
    """Kind and code of ``region-93``, ``former_region-82`` or ``department-06``; nothing for an empty filter."""
    kind, _dash, code = text.rpartition("-")
    return (kind, code) if text else None
