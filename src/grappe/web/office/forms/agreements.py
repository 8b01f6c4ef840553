from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Cluster, Theme
from grappe.apps.partnerships.domain.agreements import DESCRIBED
from grappe.apps.partnerships.enums import AgreementItemKind, AgreementKind
from grappe.apps.partnerships.models import PartnershipAgreement
from grappe.web.office.forms.partnerships import choose_among
from grappe.web.ui.country_field import CountryField, choices_now
from grappe.web.ui.organisation_field import OrganisationField
from grappe.web.ui.selects import QuickSelect
from grappe.web.ui.templatetags.naming import in_language


def day(label: Any, *, required: bool = False) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


def area(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 4}))


def themes_now() -> list[tuple[str, str]]:
    return [(theme.code, in_language(theme)) for theme in Theme.objects.all()]


class AgreementForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=AgreementKind)
    title_fr = forms.CharField(label=_("Title, in French"), max_length=200, required=False)
    title_en = forms.CharField(label=_("Title, in English"), max_length=200, required=False)
    text_fr = area(_("Subject, in French"))
    text_en = area(_("Subject, in English"))
    themes = forms.MultipleChoiceField(
        label=_("Themes"), choices=themes_now, required=False, widget=forms.CheckboxSelectMultiple
    )
    signed_on = day(_("Signed on"))
    starts_on = day(_("Starts on"))
    ends_on = day(_("Ends on"))

    @classmethod
    def about(cls, agreement: PartnershipAgreement, data: Any) -> "AgreementForm":
        initial = {name: getattr(agreement, name) for name in DESCRIBED}
        return cls(data, initial=initial | {"themes": list(agreement.themes.values_list("code", flat=True))})

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in DESCRIBED}


class NewAgreementForm(AgreementForm):
    keeper = forms.ModelChoiceField(label=_("Cluster that keeps it"), queryset=Cluster.objects.none())
    field_order = ("keeper",)

    def __init__(self, data: Any, clusters: Any) -> None:
        super().__init__(data)
        choose_among(self.fields["keeper"], clusters)


class PartyForm(forms.Form):
    """A cluster or an organisation of the register, or a name and a country."""

    cluster = forms.ModelChoiceField(
        label=_("Cluster of the register"), queryset=Cluster.objects.order_by("name_key"), required=False
    )
    organisation = OrganisationField(label=_("Or organisation of the register"))
    name = forms.CharField(label=_("Or a name that the register does not hold"), max_length=200, required=False)
    country = CountryField(
        label=_("Its country"),
        required=False,
        choices=lambda: [("", "—"), *choices_now()],
        initial="",
        widget=QuickSelect,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["organisation"].required = False

    @property
    def values(self) -> dict[str, Any]:
        body = self.cleaned_data["cluster"] or self.cleaned_data["organisation"]
        return {"body": body, "name": self.cleaned_data["name"], "country": self.cleaned_data["country"]}


class ItemForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=AgreementItemKind)
    text = forms.CharField(label=_("What"), max_length=500)
    due_on = day(_("Due on"))
    done_on = day(_("Done on"))


class UntilForm(forms.Form):
    until = day(_("New end"), required=True)


class DocumentForm(forms.Form):
    file = forms.FileField(label=_("Document (PDF, DOCX, ODT, PNG, JPG; 20 MB at most)"))
