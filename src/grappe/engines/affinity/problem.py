"""The question: texts of proposals, what each expert has published; and the answer, one number per pair."""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from grappe.engines.affinity.errors import DuplicateNameError, NothingToCompareError, ParameterError
from grappe.engines.solving.exchange import Strict

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Proposal(Strict):
    """A proposal by its name and its text: title and summary, in French or English."""

    id: str
    text: str


@dataclass(frozen=True)
class Publication(Strict):
    """Something an expert wrote, or a profile in his own words; `year` None counts as the oldest."""

    text: str
    year: int | None = None


@dataclass(frozen=True)
class Expert(Strict):
    """An expert by name, with at least one publication."""

    id: str
    publications: tuple[Publication, ...]


@dataclass(frozen=True)
class Problem(Strict):
    """Whose writings are to be compared with which proposals."""

    proposals: tuple[Proposal, ...]
    experts: tuple[Expert, ...]

    def __post_init__(self) -> None:
        for kind, some in (("proposal", self.proposals), ("expert", self.experts)):
            if not some:
                raise NothingToCompareError(f"There is no {kind}: give at least one.")
            names = [one.id for one in some]
            if len(set(names)) < len(names):
                twice = next(name for name in names if names.count(name) > 1)
                raise DuplicateNameError(f"Two {kind}s are named {twice}: rename one, or join them.")
        silent = [one.id for one in self.experts if not one.publications]
        if silent:
            raise NothingToCompareError(f"{silent[0]} has no publication: give a text, if only a few key words.")

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Those of the proposals, then those of all publications, expert by expert."""
        published = chain.from_iterable(one.publications for one in self.experts)
        return (*(one.text for one in self.proposals), *(one.text for one in published))


@dataclass(frozen=True)
class Parameters:
    """How likenesses to single publications become one affinity.

    Parameters
    ----------
    latest : publications of an expert that count, the most recent first; the first given wins between equal years.
    exponent : of the power mean over them: 1 is the mean, infinity the most like; 1 or more.
    topics : dimensions of the latent space, at most a tenth of the number of texts.
    """

    latest: int = 50
    exponent: float = 3.0
    topics: int = 50

    def __post_init__(self) -> None:
        if self.latest < 1:
            raise ParameterError("At least one publication of each expert has to count.")
        if not self.exponent >= 1:
            raise ParameterError("The exponent of the mean is 1 or more.")
        if self.topics < 0:
            raise ParameterError("The number of topics is 0 or more.")


@dataclass(frozen=True, eq=False)
class Result:
    """Affinities of all pairs.

    Parameters
    ----------
    values : between 0 and 1, shape (proposals, experts).
    closest : position, among the expert's publications, of the one most like the proposal; same shape.
    """

    values: Floats
    closest: Integers
