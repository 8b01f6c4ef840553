"""How far a value can be from the best, at most."""


def relative_gap(value: float, bound: float) -> float:
    """Return |bound - value| / |bound|, the share still open; 0 when they meet, 1 when only the bound is zero.

    Parameters
    ----------
    value : of the answer at hand.
    bound : no answer is better.
    """
    if value == bound:
        return 0.0
    return 1.0 if bound == 0 else abs(bound - value) / abs(bound)
