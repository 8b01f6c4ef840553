"""The weights that turn measures of a candidate into one score."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from pydantic import TypeAdapter

from grappe.engines.matching.errors import ParameterError
from grappe.engines.matching.graph import Floats
from grappe.engines.matching.trees import NONE, Trees
from grappe.engines.solving.exchange import Strict


@dataclass(frozen=True)
class Model(Strict):
    """A weighed sum of measures, corrected by trees for the best of them.

    Parameters
    ----------
    name : says where the weights come from; answers repeat it.
    measures : names, as in `measures.MEASURES`; others count for nothing.
    weights : one for each.
    provenance : on what they were learned, when, or why they were chosen.
    trees : add to the sums of the few hundred best; none by default.
    """

    name: str
    measures: tuple[str, ...]
    weights: tuple[float, ...]
    provenance: str = ""
    trees: Trees = NONE

    def __post_init__(self) -> None:
        if len(self.measures) != len(self.weights):
            raise ParameterError(f"{len(self.measures)} measures have {len(self.weights)} weights: give one for each.")

    @property
    def weight(self) -> dict[str, float]:
        """Of each measure."""
        return dict(zip(self.measures, self.weights, strict=True))

    def sums(self, values: Floats) -> Floats:
        """Return the weighed sums alone, shape (candidates,).

        Parameters
        ----------
        values : shape (candidates, measures), columns in the order of `measures`.
        """
        return np.asarray(values @ np.array(self.weights), dtype=np.float64)

    def scores(self, values: Floats) -> Floats:
        """Return the sums with what the trees add, shape (candidates,).

        Parameters
        ----------
        values : shape (candidates, measures), columns in the order of `measures`.
        """
        return self.sums(values) + self.trees.added(values, self.measures)


PLAIN_WEIGHTS = {
    "together": 0.6, "together_share": 0.8, "cosine": 0.5, "links": 0.3, "shared_partners": 0.3, "walk": 0.1,
    "activity": 0.3, "popularity": 0.1, "theme_projects": 0.5, "theme_share": 0.5, "themes_alike": 0.5,
    "same_country": 0.1, "same_region": 0.2, "same_place": 0.2, "kind_lift": 0.5, "country_lift": 0.5, "sectors": 1.0,
    "words": 6.0, "letters": 6.0, "sense": 4.0, "statements": 6.0, "rules": 1.0,
}  # fmt: skip
PLAIN = Model(
    "plain",
    tuple(PLAIN_WEIGHTS),
    tuple(PLAIN_WEIGHTS.values()),
    "chosen by hand: for registers that have no history to learn from",
)


@dataclass(frozen=True)
class Models(Strict):
    """The weights for each kind of question: for one organisation, for a consortium, for a need in words."""

    organisation: Model = PLAIN
    consortium: Model = PLAIN
    need: Model = PLAIN


@cache
def packaged_models() -> Models:
    """Return the weights that come with the engine; `weights.json` beside this file says where they come from."""
    document = json.loads(resources.files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    return TypeAdapter(Models).validate_python(document)
