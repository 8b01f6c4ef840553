"""Trees that correct a weighed sum: what measures say together that none of them says alone."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from grappe.engines.matching.errors import ParameterError
from grappe.engines.matching.graph import Floats, Integers
from grappe.engines.solving.exchange import Strict


@dataclass(frozen=True)
class Trees(Strict):
    """Oblivious trees: each asks the same few things of every candidate, one after the other.

    Parameters
    ----------
    measures : names asked about by each tree, first to last; as many for each.
    bounds : above which the answer is yes.
    leaves : what each tree adds, by its answers read as a binary number, the first answer counting 1, the next 2, ...
    """

    measures: tuple[tuple[str, ...], ...] = ()
    bounds: tuple[tuple[float, ...], ...] = ()
    leaves: tuple[tuple[float, ...], ...] = ()

    def __post_init__(self) -> None:
        shapes = [(len(some), 2 ** len(some)) for some in self.measures]
        if shapes != [(len(some), len(held)) for some, held in zip(self.bounds, self.leaves, strict=False)]:
            raise ParameterError("Each tree has one bound for each measure, and a leaf for each of their answers.")
        if len({depth for depth, _ in shapes}) > 1 or len(self.bounds) != len(self.leaves):
            raise ParameterError("All trees ask as many measures, and each has its bounds and its leaves.")

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The measures that any tree asks about."""
        return tuple(dict.fromkeys(name for some in self.measures for name in some))

    def added(self, values: Floats, names: tuple[str, ...]) -> Floats:
        """Return what the trees add to each candidate's score, shape (candidates,).

        Parameters
        ----------
        values : shape (candidates, measures).
        names : of the columns; a measure that is not there counts as 0.
        """
        if not self.measures:
            return np.zeros(len(values))
        columns, bounds, leaves = self._arrays(names)
        answers = np.column_stack([values, np.zeros(len(values))])[:, columns] > bounds
        reached = answers @ (1 << np.arange(bounds.shape[1]))
        return np.asarray(leaves[np.arange(len(leaves)), reached].sum(axis=1), dtype=np.float64)

    def _arrays(self, names: tuple[str, ...]) -> tuple[Integers, Floats, Floats]:
        if names not in self._known:
            place_of = {name: place for place, name in enumerate(names)}
            columns = [[place_of.get(name, len(names)) for name in some] for some in self.measures]
            self._known[names] = (np.array(columns), np.array(self.bounds), np.array(self.leaves))
        return self._known[names]

    @cached_property
    def _known(self) -> dict[tuple[str, ...], tuple[Integers, Floats, Floats]]:
        return {}


NONE = Trees()
