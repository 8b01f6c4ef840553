"""Chance comes from a seed and from nowhere else."""

import random


def generator(seed: int, *purpose: str) -> random.Random:
    """Return a generator for one purpose, so that a change in one part does not move the draws of another.

    Parameters
    ----------
    seed : of the whole run.
    purpose : labels of the part that draws.
    """
    return random.Random(":".join((str(seed), *purpose)))  # noqa: S311 -- a search, not a secret
