"""Forms of stays, networks and ways abroad."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Cluster
from grappe.apps.partnerships.enums import AbroadStepKind, NetworkStepKind
from grappe.web.office.forms.agreements import day, themes_now
from grappe.web.office.forms.partnerships import choose_among
from grappe.web.ui.country_field import CountryField
from grappe.web.ui.organisation_field import OrganisationField


def words(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=4000, required=required, widget=forms.Textarea(attrs={"rows": 4}))


class OwnClusterForm(forms.Form):
    """In the name of one of the officer's clusters."""

    own = forms.ModelChoiceField(label=_("Your cluster"), queryset=Cluster.objects.none())

    def __init__(self, data: Any, clusters: Any) -> None:
        super().__init__(data)
        choose_among(self.fields["own"], clusters)


class StayForm(OwnClusterForm):
    host = forms.ModelChoiceField(label=_("Host cluster"), queryset=Cluster.objects.order_by("name_key"))
    visitor_function = forms.CharField(
        label=_("Visitor’s function"), max_length=150, help_text=_("A function, such as director; never a name.")
    )
    aims = words(_("Aims"))
    starts_on = day(_("First day"), required=True)
    ends_on = day(_("Last day"), required=True)


class ReportForm(forms.Form):
    report = words(_("What the stay brought"))


class NetworkForm(OwnClusterForm):
    name = forms.CharField(label=_("Name"), max_length=150)
    members = forms.ModelMultipleChoiceField(
        label=_("Other members"),
        queryset=Cluster.objects.order_by("name_key"),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    text_fr = words(_("Subject, in French"), required=False)
    text_en = words(_("Subject, in English"), required=False)
    is_across_sectors = forms.BooleanField(label=_("Across sectors"), required=False)
    themes = forms.MultipleChoiceField(
        label=_("Themes"), choices=themes_now, required=False, widget=forms.CheckboxSelectMultiple
    )


class NetworkStepForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=NetworkStepKind)
    text = forms.CharField(label=_("What"), max_length=500)
    due_on = day(_("Due on"))


class MemberForm(forms.Form):
    cluster = forms.ModelChoiceField(label=_("Cluster"), queryset=Cluster.objects.order_by("name_key"))


class PathForm(OwnClusterForm):
    organisation = OrganisationField(label=_("Member"))
    country = CountryField(label=_("Country aimed at"), initial="DE")
    aim = words(_("Aim"))


class PathStepForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=AbroadStepKind)
    on = day(_("Day"), required=True)
    text = forms.CharField(label=_("What"), max_length=500)
    help_cost = forms.DecimalField(
        label=_("Cost of the cluster’s help (EUR)"), min_value=0, max_digits=10, decimal_places=2, required=False
    )


class ResultForm(forms.Form):
    result = words(_("What it brought"))
