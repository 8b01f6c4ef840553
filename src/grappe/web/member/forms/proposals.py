from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import AidForm, Beneficiary, CostCategory, LabelState, ResearchNature
from grappe.apps.calls.models import Proposal, ProposalPartner
from grappe.apps.directory.enums import TerritoryKind
from grappe.apps.directory.models import Cluster, Organisation, Territory, Theme
from grappe.web.ui.organisation_field import OrganisationField
from grappe.web.ui.selects import QuickSelect
from grappe.web.ui.templatetags.naming import in_language

LANGUAGES = [("fr", _("French")), ("en", _("English"))]


def area(label: Any, *, longest: int = 5000, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required, widget=forms.Textarea(attrs={"rows": 6}))


def themes_in_language() -> list[tuple[str, str]]:
    return [(theme.code, in_language(theme)) for theme in Theme.objects.all()]


def euros(label: Any = "") -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_digits=14, decimal_places=2, required=False)


class OpenForm(forms.Form):
    """Begin a proposal in the name of an organisation whose data one keeps."""

    lead = forms.ChoiceField(label=_("Lead"))
    acronym = forms.CharField(label=_("Acronym"), max_length=40)
    language = forms.ChoiceField(label=_("Language of the proposal"), choices=LANGUAGES)

    def __init__(self, data: Any, organisations: list[Organisation], languages: list[str]) -> None:
        super().__init__(data)
        lead, language = self.fields["lead"], self.fields["language"]
        assert isinstance(lead, forms.ChoiceField)  # noqa: S101 tells the type checker
        assert isinstance(language, forms.ChoiceField)  # noqa: S101 tells the type checker
        lead.choices = [(str(one.pk), one.legal_name) for one in organisations]
        language.choices = [(code, name) for code, name in LANGUAGES if code in languages]


class RevisionForm(forms.Form):
    """A form that carries the revision its author read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def show_held(self, held: dict[str, Any], revision: int) -> None:
        """Somebody came first: say beside each field what stands now, keep what was typed."""
        for field, value in held.items():
            name = field if field in self.fields else f"cost-{field}"
            if name in self.fields:
                self.add_error(name, _("Held now: %(value)s") % {"value": "—" if value in {"", None} else value})
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["seen"] = str(revision)  # type: ignore[index]


class HeadForm(RevisionForm):
    acronym = forms.CharField(label=_("Acronym"), max_length=40)
    title_fr = forms.CharField(label=_("Title, in French"), max_length=300, required=False)
    title_en = forms.CharField(label=_("Title, in English"), max_length=300, required=False)
    abstract_fr = area(_("Abstract, in French"))
    abstract_en = area(_("Abstract, in English"))
    themes = forms.MultipleChoiceField(
        label=_("Themes"), choices=themes_in_language, required=False, widget=forms.CheckboxSelectMultiple
    )
    starts_on = forms.DateField(
        label=_("Begins on"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    months = forms.IntegerField(label=_("Duration in months"), min_value=1, max_value=120, required=False)

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"themes", "seen"}}


def departments() -> list[tuple[str, str]]:
    found = Territory.objects.filter(kind=TerritoryKind.DEPARTMENT).order_by("code")
    return [("", "—"), *((str(one.pk), f"{one.code} {in_language(one)}") for one in found)]


class PartForm(RevisionForm):
    """A partner's own part, its costs as a table."""

    role = area(_("Role in the project"), longest=2000)
    territory = forms.ChoiceField(
        label=_("Department where the work is done"), choices=departments, required=False, widget=QuickSelect
    )
    rate_class = forms.ChoiceField(
        label=_("Class for the aid rate"),
        choices=[("", _("as the register computes it")), *Beneficiary.choices],
        required=False,
    )
    is_economic = forms.BooleanField(label=_("Takes part by an economic activity"), required=False)
    may_publish = forms.BooleanField(label=_("Free to publish its results"), required=False)
    contact_name = forms.CharField(label=_("Contact person"), max_length=150, required=False)
    contact_email = forms.EmailField(label=_("Contact’s e-mail"), required=False)
    people = forms.IntegerField(label=_("People at work on the project"), min_value=0, max_value=10_000, required=False)
    person_months = forms.DecimalField(
        label=_("Person-months"), min_value=0, max_digits=8, decimal_places=1, required=False
    )
    hires = forms.IntegerField(label=_("People to be hired"), min_value=0, max_value=10_000, required=False)
    own_funds = euros(_("Own funds (EUR)"))
    aid_requested = euros(_("Aid asked for (EUR)"))

    def __init__(self, data: Any, partner: ProposalPartner) -> None:
        held = {cost_name(cost.category, cost.nature): cost.amount for cost in partner.costs.all()}
        plain = {name: getattr(partner, name) for name in self.base_fields if name not in {"seen", "territory"}}
        super().__init__(
            data, initial=plain | held | {"territory": str(partner.territory_id or ""), "seen": partner.revision}
        )
        for category in CostCategory:
            for nature in ResearchNature:
                label = f"{category.label}, {nature.label}"
                self.fields[cost_name(category, nature)] = euros(label)

    @property
    def table(self) -> list[tuple[str, list[tuple[str, forms.BoundField]]]]:
        """The fields of the costs by nature, a row for each category."""
        return [
            (str(category.label), [(str(nature.label), self[cost_name(category, nature)]) for nature in ResearchNature])
            for category in CostCategory
        ]

    @property
    def plain(self) -> list[forms.BoundField]:
        """The other fields, in their order."""
        return [field for field in self if not field.name.startswith("cost-") and field.name != "seen"]

    @property
    def values(self) -> dict[str, Any]:
        values = {
            name: value
            for name, value in self.cleaned_data.items()
            if not name.startswith("cost-") and name not in {"seen", "territory"}
        }
        chosen = self.cleaned_data["territory"]
        return values | {"territory": Territory.objects.get(pk=chosen) if chosen else None}

    @property
    def costs(self) -> dict[tuple[str, str], Decimal]:
        return {
            (str(category), str(nature)): amount
            for category in CostCategory
            for nature in ResearchNature
            if (amount := self.cleaned_data.get(cost_name(category, nature)))
        }


def cost_name(category: str, nature: str) -> str:
    return f"cost-{category}-{nature}"


class OtherAidForm(forms.Form):
    giver = forms.CharField(label=_("Giver"), max_length=200)
    form = forms.ChoiceField(label=_("Under which rules"), choices=AidForm)
    granted_on = forms.DateField(label=_("Granted on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    amount = forms.DecimalField(label=_("Amount (EUR)"), min_value=Decimal("0.01"), max_digits=14, decimal_places=2)
    purpose = forms.CharField(label=_("Purpose"), max_length=300, required=False)
    is_for_same_costs = forms.BooleanField(label=_("For the same costs as this proposal"), required=False)


class PartnerForm(forms.Form):
    organisation = OrganisationField(label=_("Organisation"))


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"))


class LabelForm(forms.Form):
    """Which cluster is asked, and what it is told."""

    cluster = forms.ModelChoiceField(label=_("Cluster"), queryset=Cluster.objects.none(), widget=QuickSelect)
    message = area(_("Message"), longest=4000)

    def __init__(self, proposal: Proposal, data: Any = None) -> None:
        """Clusters that are asked already are not offered; one whose request was withdrawn can be asked anew."""
        super().__init__(data)
        asked = proposal.label_requests.exclude(state=LabelState.WITHDRAWN).values("cluster")
        field = self.fields["cluster"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 tells the type checker
        field.queryset = Cluster.objects.filter(country="FR").exclude(pk__in=asked).order_by("name_key")


class WordsForm(forms.Form):
    """A text and nothing else."""

    text = area(_("Text"), longest=4000, required=True)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
