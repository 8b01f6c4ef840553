"""Files that people send: held to a size, and to kinds that are told by what they hold, not by their name."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

STARTS = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "zip": (b"PK\x03\x04",),
}
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "zip": "application/zip",
}
LONGEST_START = max(len(start) for starts in STARTS.values() for start in starts)


def kind_of_file(file: Any) -> str:
    """The kind a file's first bytes tell; empty where they tell none."""
    file.seek(0)
    head = file.read(LONGEST_START)
    file.seek(0)
    return next((kind for kind, starts in STARTS.items() if head.startswith(starts)), "")


class CheckedFileField(forms.FileField):
    """A file of known kinds; it comes out under a plain name with the ending of its kind."""

    def __init__(self, *, kinds: tuple[str, ...], most_mb: int, **options: Any) -> None:
        self.kinds, self.most_mb = kinds, most_mb
        super().__init__(**options)
        self.widget.attrs["accept"] = ",".join(CONTENT_TYPES[kind] for kind in kinds)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return file
        if (file.size or 0) > self.most_mb << 20:
            raise forms.ValidationError(
                _("The file is larger than %(limit)s MB."), code="too_large", params={"limit": self.most_mb}
            )
        kind = kind_of_file(file)
        if kind not in self.kinds:
            known = ", ".join(one.upper() for one in self.kinds)
            raise forms.ValidationError(
                _("This file is of none of the kinds taken here: %(known)s."), code="kind", params={"known": known}
            )
        file.name = f"file.{kind}"
        return file
