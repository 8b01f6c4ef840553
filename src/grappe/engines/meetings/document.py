"""The envelope of everything that travels as JSON."""

from typing import ClassVar

from pydantic import ConfigDict


class Strict:
    """Base of what is read from JSON: unknown fields are refused, so that a misspelt rule is not ignored."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
