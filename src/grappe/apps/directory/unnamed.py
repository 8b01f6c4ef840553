"""Organisations that a source numbers and does not name: they stand under their number until somebody names them."""

import re

# What the importers write where a participant of a project has a PIC and no name.
UNNAMED = r"^PIC [0-9]+$"


def is_name(text: str) -> bool:
    """Whether a text names an organisation, and does not merely number it."""
    return re.match(UNNAMED, text) is None


def number_of_unnamed(legal_name: str) -> str:
    """The number under which an unnamed organisation stands; empty where it has a name."""
    return "" if is_name(legal_name) else legal_name.removeprefix("PIC ")
