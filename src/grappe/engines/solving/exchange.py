"""Values to and from versioned JSON documents, so that any run of any engine can be replayed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

Content = TypeVar("Content")


class Strict:
    """Base of what is read from JSON: unknown fields are refused.

    A typing error in the name of a field would otherwise silently change the answer.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Document(Strict, Generic[Content]):
    """An envelope: which format, and the content."""

    format: str
    content: Content


class Exchange:
    """The documents of one engine: what each format holds, and the error for a text that is none of them."""

    def __init__(self, formats: Mapping[str, type[Any]], refusal: type[Exception]) -> None:
        self.formats = formats
        self.refusal = refusal
        self._adapters: dict[str, TypeAdapter[Any]] = {}

    def write(self, content: object) -> str:
        """Write a value in the format that holds its kind; decimals are strings, so that nothing is rounded."""
        version = next(name for name, kind in self.formats.items() if isinstance(content, kind))
        return self.adapter(version).dump_json(Document(version, content), indent=1).decode()

    def read(self, version: str, text: str | bytes) -> Any:
        """Read the value of a document; the refusal names the first field that does not fit."""
        try:
            document = self.adapter(version).validate_json(text)
        except ValidationError as error:
            raise self.refusal(f"{first_fault(error)} Expected {version}.") from error
        if document.format != version:
            raise self.refusal(f"This is {document.format}; expected {version}.")
        return document.content

    def adapter(self, version: str) -> TypeAdapter[Any]:
        """Return the reader and writer of a format; it is slow to build and is kept."""
        if version not in self._adapters:
            self._adapters[version] = TypeAdapter(Document[self.formats[version]])  # type: ignore[name-defined]
        return self._adapters[version]


def first_fault(error: ValidationError) -> str:
    """Say where a document first departs from its format, and how."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"]) or "the document"
    return f"{place}: {first['msg']}."
