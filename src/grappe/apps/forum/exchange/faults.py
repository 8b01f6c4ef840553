"""What is wrong in a file, and where."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grappe.apps.forum.errors import ProgrammeRefusedError

MOST_TOLD = 50


@dataclass(frozen=True)
class Fault:
    """``place`` is a line, a day, a room and a session as the file has them."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}" if self.place else self.reason


class FaultyFileError(ProgrammeRefusedError):
    """A file that is not read; nothing of it was written."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)[:MOST_TOLD]
        super().__init__(self.text())

    def text(self) -> str:
        count = len(self.faults)
        head = ngettext(
            "The file has %(count)d fault, nothing was written.",
            "The file has %(count)d faults, nothing was written.",
            count,
        )
        return " ".join([head % {"count": count}, *(str(one) for one in self.faults[:3])])


def wrong_kind(reason: str) -> FaultyFileError:
    return FaultyFileError([Fault(_("The file"), reason)])
