"""Names in the reader's language."""

from contextlib import suppress
from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.translation import get_language, gettext

from grappe.apps.calls.enums import QuestionKind
from grappe.apps.directory.unnamed import number_of_unnamed
from grappe.apps.projects.phrases import programme_label
from grappe.kernel.countries import countries
from grappe.kernel.dates import StatedDate

register = template.Library()


@register.filter
def in_language(record: Any, field: str = "name") -> str:
    """``field_fr`` or ``field_en`` of a record, whichever the reader's language asks for; else the other one."""
    read = record.get if isinstance(record, dict) else lambda key: getattr(record, key)
    first, second = ("fr", "en") if get_language() == "fr" else ("en", "fr")
    return read(f"{field}_{first}") or read(f"{field}_{second}") or ""


@register.filter
def with_language(record: Any, field: str) -> str:
    """The same, marked with its language where it is not the reader's: a screen reader then pronounces it well."""
    language = "fr" if get_language() == "fr" else "en"
    other = "en" if language == "fr" else "fr"
    if text := getattr(record, f"{field}_{language}"):
        return format_html("{}", text)
    return format_html('<span lang="{}">{}</span>', other, getattr(record, f"{field}_{other}"))


@register.filter
def answered(text: str, question: Any) -> str:
    """An answer as its reader chose it: the words of a choice, a day in full, not the code that is kept."""
    if question.kind == QuestionKind.CHOICE:
        return next((in_language(one) for one in question.choices if one["code"] == text), text)
    if question.kind == QuestionKind.YES_NO:
        return {"yes": gettext("yes"), "no": gettext("no")}.get(text, text)
    if question.kind == QuestionKind.DATE:
        with suppress(ValueError):
            return date_format(date.fromisoformat(text), "DATE_FORMAT")
    return text


@register.filter
def megabytes(size: int) -> str:
    """A limit of so many bytes in the megabytes that it was written in, of a million bytes each."""
    return gettext("%(size)s MB") % {"size": number_format(size / 1_000_000, 1 if size % 1_000_000 else 0)}


@register.filter
def country_name(code: str) -> str:
    """A country's name; its code where the list does not know it."""
    known = countries().get(code)
    if known is None:
        return code
    return known.name_fr if get_language() == "fr" else known.name_en


@register.filter
def name_held(legal_name: str) -> str:
    """An organisation's name; where its source gave a number only, words that say so."""
    number = number_of_unnamed(legal_name)
    return gettext("Unnamed organisation (PIC %(number)s)") % {"number": number} if number else legal_name


@register.filter
def programme_name(code: str) -> str:
    """A programme's name in words, where its short name tells a reader nothing."""
    return programme_label(code)


@register.filter
def stated_date(stated: StatedDate) -> str:
    """A day, a month or a year, as precise as the source has it."""
    formats = {"year": "Y", "month": "F Y", "day": "j F Y"}
    return date_format(stated.day, formats[stated.precision])
