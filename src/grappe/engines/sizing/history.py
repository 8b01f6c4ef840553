"""The two-year rule: a status changes only when a crossing lasts two closed years (Article 4(2))."""

from collections.abc import Sequence


def possible_statuses(years: Sequence[Sequence[int]], count: int, *, start_known: bool) -> range:
    """Return the statuses that remain possible after the last year.

    With ranks ordered from the smallest category, and r the rank of each year taken alone, the status is

        s(t) = clamp(s(t-1), min(r(t-1), r(t)), max(r(t-1), r(t)))

    which applies the rule to every threshold at once: each is crossed only when two consecutive years
    lie beyond it.

    Parameters
    ----------
    years : for each year, oldest first, the ranks it may have.
    count : number of categories.
    start_known : whether the first year gives the status then held (a new enterprise, or a long enough
        history); otherwise any status may have been held.
    """
    begins = range(count)
    states = {(rank, status) for rank in years[0] for status in ((rank,) if start_known else begins)}
    for ranks in years[1:]:
        states = {
            (rank, max(min(rank, before), min(status, max(rank, before))))
            for before, status in states
            for rank in ranks
        }
    statuses = {status for _, status in states}
    return range(min(statuses), max(statuses) + 1)
