"""Countries by their names, in the reader's order."""

from functools import cache
from typing import Any

from django import forms
from django.utils.translation import get_language

from grappe.kernel.countries import countries
from grappe.kernel.spelling import folded
from grappe.web.ui.selects import QuickSelect


@cache
def country_choices(language: str) -> list[tuple[str, str]]:
    name = "name_en" if language == "en" else "name_fr"
    return sorted(((code, getattr(one, name)) for code, one in countries().items()), key=lambda one: folded(one[1]))


def choices_now() -> list[tuple[str, str]]:
    return country_choices(get_language() or "fr")


class CountryField(forms.ChoiceField):
    def __init__(self, **options: Any) -> None:
        known: dict[str, Any] = {"choices": choices_now, "widget": QuickSelect, "initial": "FR"}
        super().__init__(**known | options)
