"""Texts held in two languages: which one is shown, and on whose word."""

from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grappe.web.ui.templatetags.marks import provenance

register = template.Library()


def shown_language(record: Any, name: str) -> str:
    own, other = ("fr", "en") if get_language() == "fr" else ("en", "fr")
    return own if getattr(record, f"{name}_{own}") else other


@register.simple_tag
def fallback_note(record: Any, name: str) -> str:
    """Says that a text is held in the other language only; nothing where it is in the reader's."""
    shown = shown_language(record, name)
    if shown == ("fr" if get_language() == "fr" else "en"):
        return ""
    return _("In French only.") if shown == "fr" else _("In English only.")


@register.inclusion_tag("ui/components/origin.html")
def text_provenance(record: Any, name: str, sources: dict[str, Any]) -> dict[str, Any]:
    """Source and date of the text that is shown."""
    return provenance(record, f"{name}_{shown_language(record, name)}", sources)
