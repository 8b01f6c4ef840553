from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.enums import LabelStatus, OrganisationKind, SuccessionKind, TerritoryKind
from grappe.apps.directory.models import Cluster, Organisation, Territory, Theme
from grappe.web.ui.seen import SeenForm

DAY = {"type": "date"}


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


class Named(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own class takes no parameter
    """A choice by the name in the language of the page."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name_en if get_language() == "en" else obj.name_fr)


class SeveralNamed(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name_en if get_language() == "en" else obj.name_fr)


class DescribeForm(SeenForm):
    """What a cluster says of itself."""

    description_fr = forms.CharField(
        label=_("description (French)"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    description_en = forms.CharField(
        label=_("description (English)"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    website = forms.URLField(label=_("website"), required=False, assume_scheme="https")
    city = forms.CharField(label=_("headquarters"), required=False, max_length=120)
    department = Named(
        label=_("department"),
        required=False,
        queryset=Territory.objects.filter(kind=TerritoryKind.DEPARTMENT),
        empty_label=_("Not stated"),
    )
    founded_on = day_field(_("founded on"), required=False)
    body = forms.ModelChoiceField(
        label=_("governing body"),
        required=False,
        queryset=Organisation.objects.filter(merged_into=None, kind=OrganisationKind.CLUSTER_BODY),
        empty_label=_("Not stated"),
    )
    themes = SeveralNamed(
        label=_("themes"), required=False, queryset=Theme.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    territories = SeveralNamed(
        label=_("territories"),
        required=False,
        queryset=Territory.objects.filter(kind=TerritoryKind.REGION),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, cluster: Cluster, data: Any = None) -> None:
        held = {name: getattr(cluster, name) for name in self.base_fields if hasattr(cluster, name)}
        held |= {"themes": cluster.themes.all(), "territories": cluster.territories.all()}
        super().__init__(data, initial=held | {"seen": cluster.updated_at.isoformat()})

    @property
    def values(self) -> dict[str, Any]:
        return {
            name: value for name, value in self.cleaned_data.items() if name not in {"seen", "themes", "territories"}
        }


class RenameForm(forms.Form):
    name = forms.CharField(label=_("name"), max_length=200)
    acronym = forms.CharField(label=_("acronym"), max_length=40, required=False)
    since = day_field(_("since"))


class LabelForm(forms.Form):
    status = forms.ChoiceField(label=_("status"), choices=LabelStatus)
    since = day_field(_("since"))
    until = day_field(_("until"), required=False, help_text=_("The first day without it; empty: still running."))


class SuccessionForm(forms.Form):
    successor = forms.ModelChoiceField(
        label=_("successor"), queryset=Cluster.objects.all(), empty_label=_("Choose a cluster")
    )
    kind = forms.ChoiceField(label=_("kind"), choices=SuccessionKind)
    happened_on = day_field(_("date"), required=False)


class CollegeForm(forms.Form):
    name_fr = forms.CharField(label=_("name (French)"), max_length=100)
    name_en = forms.CharField(label=_("name (English)"), max_length=100)
