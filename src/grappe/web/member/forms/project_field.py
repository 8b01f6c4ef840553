"""Name a project in a form: by its number here, or by its title or acronym."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grappe.apps.projects.models import Project
from grappe.web.access import keys_in

SHOWN = 5


class ProjectField(forms.CharField):
    """What is typed stands for one project; where several answer, they are listed with their numbers."""

    def __init__(self, *, label: Any) -> None:
        help_text = _("Its number in this register, its acronym or its title.")
        super().__init__(label=label, max_length=200, required=False, help_text=help_text)

    def clean(self, value: Any) -> Project | None:
        text = str(super().clean(value)).strip()
        if not text:
            return None
        if (keys := keys_in([text])) and (known := Project.objects.filter(pk=keys[0]).first()):
            return known
        exact = Q(acronym__iexact=text) | Q(title_fr__iexact=text) | Q(title_en__iexact=text)
        close = Q(title_fr__icontains=text) | Q(title_en__icontains=text)
        found = list(Project.objects.filter(exact).order_by("pk")[: SHOWN + 1])
        found = found or list(Project.objects.filter(close).order_by("pk")[: SHOWN + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("No project answers to that."))
        names = "; ".join(f"{one} (n° {one.pk})" for one in found[:SHOWN])
        raise ValidationError(_("Several answer: give the number of one. %(names)s") % {"names": names})
