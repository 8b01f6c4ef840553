"""Parameters that several routes share."""

from typing import Annotated

from ninja import Path
from pydantic import StringConstraints

from grappe.api.v1.pagination import LARGEST_KEY

Key = Annotated[int, Path(ge=1, le=LARGEST_KEY, description="The number of the record.")]
Slug = Annotated[str, Path(max_length=80, pattern=r"^[-a-zA-Z0-9_]+$", description="The short address of the cluster.")]
Country = Annotated[str, StringConstraints(pattern=r"^([A-Z]{2})?$")]
Word = Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\x00]*$")]
