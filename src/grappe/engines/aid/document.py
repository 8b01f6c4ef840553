"""The envelope of everything that travels as JSON."""

from typing import ClassVar

from pydantic import ConfigDict


class Strict:
    """Base of what is read from JSON: unknown fields are refused.

    A typing error in the name of a field would otherwise silently change the answer.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
