"""Name a thing of the register in a form: by its number or code here, or by its title."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from grappe.apps.partnerships.models import PartnershipAgreement
from grappe.apps.projects.models import Project
from grappe.web.access import keys_in

SHOWN = 5
TITLES = ("title_fr", "title_en")
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, kw_only=True)
class Reading(Generic[Row]):
    """How one kind of thing is recognised: its number or code first, then a whole name, then a part of a title."""

    rows: QuerySet[Row]
    bears: Callable[[str], Q]
    told: Callable[[Row], str]
    names: tuple[str, ...] = TITLES
    none_answers: Any
    several_answer: Any

    def found(self, text: str) -> list[Row]:
        """The rows of the first way that finds any, one more than is shown."""
        for asked in (self.bears(text), any_of(self.names, "iexact", text), any_of(TITLES, "icontains", text)):
            if rows := list(self.rows.filter(asked)[: SHOWN + 1]):
                return rows
        return []


def any_of(fields: tuple[str, ...], how: str, text: str) -> Q:
    return Q(*((f"{field}__{how}", text) for field in fields), _connector=Q.OR)


class RegisterField(forms.CharField, Generic[Row]):
    """What is typed stands for one row; where several answer, they are listed with what tells them apart."""

    def __init__(self, reading: Reading[Row], *, label: Any, help_text: Any) -> None:
        super().__init__(label=label, max_length=200, required=False, help_text=help_text)
        self.reading = reading

    def clean(self, value: Any) -> Row | None:
        text = str(super().clean(value)).strip()
        if not text:
            return None
        found = self.reading.found(text)
        if not found:
            raise ValidationError(self.reading.none_answers)
        if len(found) > 1:
            names = "; ".join(self.reading.told(one) for one in found[:SHOWN])
            raise ValidationError(self.reading.several_answer % {"names": names})
        return found[0]


class ProjectField(RegisterField[Project]):
    def __init__(self, *, label: Any) -> None:
        reading = Reading(
            rows=Project.objects.order_by("pk"),
            bears=lambda text: Q(pk__in=keys_in([text])),
            told=lambda one: f"{one} (n° {one.pk})",
            names=("acronym", *TITLES),
            none_answers=_("No project answers to that."),
            several_answer=_("Several answer: give the number of one. %(names)s"),
        )
        super().__init__(reading, label=label, help_text=_("Its number in this register, its acronym or its title."))


class AgreementField(RegisterField[PartnershipAgreement]):
    def __init__(self, *, label: Any) -> None:
        reading = Reading(
            rows=PartnershipAgreement.objects.order_by("code"),
            bears=lambda text: Q(code=text),
            told=lambda one: f"{one} ({one.code})",
            none_answers=_("No agreement answers to that."),
            several_answer=_("Several answer: give the code of one. %(names)s"),
        )
        super().__init__(reading, label=label, help_text=_("Its code in this register, or its title."))
