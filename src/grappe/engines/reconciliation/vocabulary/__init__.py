"""Packaged word lists (JSON) and their one reader."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_vocabulary(name: str) -> dict[str, Any]:
    """Return the packaged list `name` (a file of this folder, without its extension)."""
    content: dict[str, Any] = json.loads(files(__package__).joinpath(f"{name}.json").read_text("utf-8"))
    return content
