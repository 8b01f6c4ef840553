"""Name a thing of the register in a form: by its number or code here, or by its title."""

from typing import Any, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from grappe.apps.partnerships.models import PartnershipAgreement
from grappe.apps.projects.models import Project
from grappe.web.access import keys_in

SHOWN = 5
Row = TypeVar("Row", bound=Model)


class RegisterField(forms.CharField, Generic[Row]):
    """What is typed stands for one row; where several answer, they are listed with what tells them apart."""

    none_answers = _("Nothing answers to that.")
    several_answer = _("Several answer: give the number of one. %(names)s")

    def __init__(self, *, label: Any, help_text: Any) -> None:
        super().__init__(label=label, max_length=200, required=False, help_text=help_text)

    def known(self, text: str) -> Row | None:
        """The row that bears this number or code."""
        raise NotImplementedError

    def titled(self, text: str, how: str) -> QuerySet[Row]:
        """The rows whose title compares with the text in this way, a lookup of Django's."""
        raise NotImplementedError

    def told(self, row: Row) -> str:
        raise NotImplementedError

    def clean(self, value: Any) -> Row | None:
        text = str(super().clean(value)).strip()
        if not text:
            return None
        if known := self.known(text):
            return known
        found = list(self.titled(text, "iexact")[: SHOWN + 1]) or list(self.titled(text, "icontains")[: SHOWN + 1])
        if not found:
            raise ValidationError(self.none_answers)
        if len(found) > 1:
            raise ValidationError(self.several_answer % {"names": "; ".join(self.told(one) for one in found[:SHOWN])})
        return found[0]


class ProjectField(RegisterField[Project]):
    none_answers = _("No project answers to that.")

    def __init__(self, *, label: Any) -> None:
        super().__init__(label=label, help_text=_("Its number in this register, its acronym or its title."))

    def known(self, text: str) -> Project | None:
        keys = keys_in([text])
        return Project.objects.filter(pk=keys[0]).first() if keys else None

    def titled(self, text: str, how: str) -> QuerySet[Project]:
        asked = Q(**{f"title_fr__{how}": text}) | Q(**{f"title_en__{how}": text})
        if how == "iexact":
            asked |= Q(acronym__iexact=text)
        return Project.objects.filter(asked).order_by("pk")

    def told(self, row: Project) -> str:
        return f"{row} (n° {row.pk})"


class AgreementField(RegisterField[PartnershipAgreement]):
    none_answers = _("No agreement answers to that.")
    several_answer = _("Several answer: give the code of one. %(names)s")

    def __init__(self, *, label: Any) -> None:
        super().__init__(label=label, help_text=_("Its code in this register, or its title."))

    def known(self, text: str) -> PartnershipAgreement | None:
        return PartnershipAgreement.objects.filter(code=text).first()

    def titled(self, text: str, how: str) -> QuerySet[PartnershipAgreement]:
        asked = Q(**{f"title_fr__{how}": text}) | Q(**{f"title_en__{how}": text})
        return PartnershipAgreement.objects.filter(asked).order_by("code")

    def told(self, row: PartnershipAgreement) -> str:
        return f"{row} ({row.code})"
