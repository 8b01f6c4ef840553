"""Parameters that several routes share."""

import re
from datetime import date
from typing import Annotated, Any

from ninja import Path
from pydantic import BeforeValidator, StringConstraints

from grappe.api.v1.pagination import LARGEST_KEY

Key = Annotated[int, Path(ge=1, le=LARGEST_KEY, description="The number of the record.")]
Slug = Annotated[str, Path(max_length=80, pattern=r"^[-a-zA-Z0-9_]+$", description="The short address of the cluster.")]
Country = Annotated[str, StringConstraints(pattern=r"^([A-Z]{2})?$")]
Word = Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\x00]*$")]


def iso_day(value: Any) -> Any:
    """Only YYYY-MM-DD: a bare number would be taken for seconds since 1970."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return value
    raise ValueError("write the day as YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(iso_day)]
