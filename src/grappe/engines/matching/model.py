"""The weights that turn measures of a candidate into one score."""

from dataclasses import dataclass

import numpy as np

from grappe.engines.matching.errors import ParameterError
from grappe.engines.matching.graph import Floats
from grappe.engines.solving.exchange import Strict


@dataclass(frozen=True)
class Model(Strict):
    """A weighed sum of measures.

    Parameters
    ----------
    name : says where the weights come from; answers repeat it.
    measures : names, as in `measures.MEASURES`; others count for nothing.
    weights : one for each.
    provenance : on what they were learned, when, or why they were chosen.
    """

    name: str
    measures: tuple[str, ...]
    weights: tuple[float, ...]
    provenance: str = ""

    def __post_init__(self) -> None:
        if len(self.measures) != len(self.weights):
            raise ParameterError(f"{len(self.measures)} measures have {len(self.weights)} weights: give one for each.")

    def scores(self, values: Floats) -> Floats:
        """Score candidates.

        Parameters
        ----------
        values : shape (candidates, measures), columns in the order of `measures`.
        """
        return np.asarray(values @ np.array(self.weights), dtype=np.float64)


PLAIN = Model(
    name="plain",
    measures=(
        "together", "together_share", "shared_partners", "walk", "activity", "popularity", "theme_projects",
        "theme_share", "same_country", "same_region", "same_place", "kind_lift", "country_lift", "sectors", "words",
        "sense", "statements",
    ),
    weights=(0.6, 0.8, 0.5, 4.0, 0.4, 0.1, 0.7, 0.5, 0.1, 0.2, 0.2, 0.5, 0.5, 1.0, 6.0, 4.0, 6.0),
    provenance="chosen by hand: for registers that have no history to learn from",
)  # fmt: skip
