"""The hook for a virus scanner: the setting GRAPPE_VIRUS_SCANNER names a class that follows `Scanner`."""

from typing import Protocol

from django.conf import settings
from django.core.files import File
from django.utils.module_loading import import_string

from grappe.apps.calls.enums import ScanState


class InfectedFileError(Exception):
    """The scanner found something; the message names it."""


class Scanner(Protocol):
    """What a scanner of attachments does."""

    def scan(self, file: "File[bytes]") -> ScanState:
        """Return what is known of a file, or raise `InfectedFileError`."""


class NoScanner:
    """No scanner is configured, and each file says so."""

    def scan(self, file: "File[bytes]") -> ScanState:  # noqa: ARG002
        return ScanState.UNSCANNED


def configured_scanner() -> Scanner:
    scanner: Scanner = import_string(settings.VIRUS_SCANNER)()
    return scanner
