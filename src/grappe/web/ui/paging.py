"""Which page numbers a list shows."""

NEIGHBOURS = 2


def page_window(number: int, last: int) -> list[int | None]:
    """First, last and the neighbours of ``number``; ``None`` stands for those left out."""
    shown = sorted({1, last, *range(max(1, number - NEIGHBOURS), min(last, number + NEIGHBOURS) + 1)})
    window: list[int | None] = []
    for page in shown:
        missing = page - window[-1] - 1 if window and window[-1] is not None else 0
        if missing == 1:
            window.append(page - 1)
        elif missing > 1:
            window.append(None)
        window.append(page)
    return window
