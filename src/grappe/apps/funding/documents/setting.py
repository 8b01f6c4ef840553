"""Words set on paper by a template that stands beside this file."""

import json
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import Any

import typst
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grappe.apps.funding.phrases.amounts import euros


def set_pdf(template: str, words: dict[str, Any]) -> bytes:
    source = resources.files(__package__).joinpath(template).read_bytes()
    pdf: bytes = typst.compile(source, sys_inputs={"words": json.dumps(words)}, ignore_system_fonts=True)
    return pdf


def simulated_words(*, is_simulated: bool) -> dict[str, str]:
    return {
        "simulated": _("simulated") if is_simulated else "",
        "simulated_note": _("Simulated: this document is part of a demonstration and promises no money."),
    }


def spelled(day: str) -> str:
    return date_format(date.fromisoformat(day), "DATE_FORMAT") if day else ""


def money(amount: str) -> str:
    return f"{euros(Decimal(amount))} €"
