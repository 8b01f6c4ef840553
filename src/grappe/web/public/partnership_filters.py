"""The filters of the partnership profiles, as they stand in the address."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grappe.apps.core.wanted import read_wanted
from grappe.apps.directory.models import Theme
from grappe.apps.partnerships.enums import DevelopmentStage, PartnershipKind, SoughtRole
from grappe.apps.partnerships.queries.profiles import ProfilesAsked
from grappe.web.public.organisation_filters import country_choices, quick_choice
from grappe.web.ui.templatetags.naming import in_language


class PartnershipFilters(forms.Form):
    """What a reader may ask of the list and the files alike."""

    words = forms.CharField(label=_("What you look for"), max_length=200, required=False)
    kind = quick_choice(_("Kind"))
    theme = quick_choice(_("Theme"))
    country = quick_choice(_("From the country"))
    stage = quick_choice(_("Stage of development"))
    role = quick_choice(_("Role sought"))
    sought_in = quick_choice(_("Seeks partners in"))

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, auto_id="filter-%s")
        countries = country_choices(get_language() or "fr")
        for name, every, choices in (
            ("kind", _("All kinds"), PartnershipKind.choices),
            ("theme", _("All themes"), [(theme.code, in_language(theme)) for theme in Theme.objects.all()]),
            ("country", _("All countries"), countries),
            ("stage", _("All stages"), DevelopmentStage.choices),
            ("role", _("All roles"), SoughtRole.choices),
            ("sought_in", _("Any country"), countries),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 tells the type checker
            field.choices = [("", every), *choices]

    def asked(self) -> ProfilesAsked:
        """What is asked; a filter with an unknown value is reported beside its field and left out."""
        self.full_clean()
        asked: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        if words := asked.pop("words", ""):
            asked["words"] = read_wanted(words)
        return ProfilesAsked(**asked)
