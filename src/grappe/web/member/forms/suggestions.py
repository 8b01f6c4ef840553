"""What the partner that completes a consortium must be, as it stands in the address."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Theme
from grappe.apps.partnerships.bridge.answers import Wanted
from grappe.apps.partnerships.bridge.consortia import ANYBODY, Demands
from grappe.apps.partnerships.phrases import role_names
from grappe.kernel.countries import countries
from grappe.kernel.spelling import folded
from grappe.web.ui.selects import QuickSelect
from grappe.web.ui.templatetags.naming import country_name, in_language

DIVERSITY = 0.4


def quick(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, widget=QuickSelect)


class ConsortiumFilters(forms.Form):
    """The place to be filled, which is the first that lacks unless another is chosen, and must-haves beside it."""

    role = quick(_("What is looked for"))
    country = quick(_("Country"))
    theme = quick(_("Theme"))
    only_new = forms.BooleanField(label=_("Nobody we have worked with"), required=False)
    diverse = forms.BooleanField(label=_("Rather different ones"), required=False)

    def __init__(self, data: QueryDict, demands: Demands) -> None:
        gaps, names = [one.code for one in demands.gaps], role_names()
        first = gaps[0] if gaps else ANYBODY
        held = data.copy()
        held.setdefault("role", first)
        super().__init__(held, auto_id="filter-%s")
        eligible = demands.eligible if demands.eligible is not None else countries().keys()
        named = sorted(((code, country_name(code)) for code in eligible), key=lambda one: folded(one[1]))
        self.choose("role", [*((code, names[code]) for code in gaps), (ANYBODY, str(_("anybody who fits")))])
        self.choose("country", [("", _("Every country that the call takes")), *named])
        themes = [(theme.code, in_language(theme)) for theme in Theme.objects.all()]
        self.choose("theme", [("", _("All themes")), *themes])
        self.full_clean()
        self.chosen: str = self.cleaned_data.get("role") or first

    def choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 tells the type checker
        field.choices = choices

    def wanted(self) -> Wanted:
        held = self.cleaned_data
        return Wanted(
            countries=(held["country"],) if held.get("country") else (),
            themes=(held["theme"],) if held.get("theme") else (),
            only_new=bool(held.get("only_new")),
            diversity=DIVERSITY if held.get("diverse") else 0.0,
        )
