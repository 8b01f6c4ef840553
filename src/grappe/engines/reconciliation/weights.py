"""The packaged weights: what each reason adds to the log-odds that two records are one organisation."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from grappe.engines.reconciliation.features import NAMES
from grappe.engines.reconciliation.vocabulary import read_vocabulary

AGREEMENTS = (
    "identifier_agrees",
    "identifier_conflict",
    "domain_agrees",
    "city_agrees",
    "city_differs",
    "postcode_agrees",
    "kind_differs",
    "country_differs",
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights in natural log-odds; `version` and the packaged file tell where they come from.

    Raises
    ------
    ValueError
        If a weight is missing.
    """

    version: str
    prior: float
    names: Mapping[str, float]
    agreements: Mapping[str, float]

    def __post_init__(self) -> None:
        missing = (set(NAMES) - set(self.names)) | (set(AGREEMENTS) - set(self.agreements))
        if missing:
            raise ValueError(f"Weights are missing for {', '.join(sorted(missing))}; learn them again.")


@cache
def packaged_weights() -> Weights:
    """Return the weights that come with the package."""
    content = read_vocabulary("weights")
    return Weights(content["version"], content["prior"], content["names"], content["agreements"])
