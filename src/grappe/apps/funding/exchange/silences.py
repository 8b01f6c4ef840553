"""The packaged rules of silence as data: read, and checked field by field."""

from datetime import date
from functools import cache
from importlib import resources
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from grappe.apps.funding import packaged


class PackagedSilence(BaseModel):
    """One rule of law; ``note_en`` says where it does not hold or what is to be checked before it is adopted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    months: int = 0
    days: int = 0
    effect: Literal["accept", "refuse"]
    valid_from: date | None = None
    valid_until: date | None = None
    status: Literal["verified", "unverified"]
    source: str
    text_fr: str
    text_en: str
    note_en: str = ""


@cache
def packaged_silences() -> tuple[PackagedSilence, ...]:
    """Every packaged rule, in the order of the file."""
    text = resources.files(packaged).joinpath("silences.yaml").read_text(encoding="utf-8")
    return tuple(TypeAdapter(list[PackagedSilence]).validate_python(yaml.safe_load(text)))
