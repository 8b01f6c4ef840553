"""One block of an edition's page."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Area:
    """A template and what it shows; in the template it stands under the name ``area``."""

    template: str
    shown: dict[str, Any] = field(default_factory=dict)
