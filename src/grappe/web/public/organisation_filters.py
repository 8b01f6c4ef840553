"""The filters of the organisations, as they stand in the address."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grappe.apps.core.wanted import read_wanted
from grappe.apps.directory.enums import OrganisationKind, SizeCategory, TerritoryKind
from grappe.apps.directory.models import Cluster, Theme
from grappe.apps.directory.queries.territories import territory_asked
from grappe.apps.projects.queries.organisations import OrganisationsAsked
from grappe.kernel.countries import countries
from grappe.kernel.nomenclature import sections
from grappe.kernel.spelling import folded
from grappe.kernel.territories import departments, regions
from grappe.web.ui.selects import QuickSelect
from grappe.web.ui.templatetags.naming import in_language

Choice = tuple[str, str]
SIZES = (SizeCategory.MICRO, SizeCategory.SMALL, SizeCategory.MEDIUM, SizeCategory.LARGE)
ORDERS = (("name", _("Name, A to Z")), ("-name", _("Name, Z to A")), ("-updated", _("Last changed first")))


def quick_choice(label: Any, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, widget=QuickSelect, help_text=help_text)


class OrganisationFilters(forms.Form):
    """What a reader may ask of the list and the files alike."""

    words = forms.CharField(label=_("Name, place or subject"), max_length=200, required=False)
    kind = quick_choice(_("Kind"))
    territory = quick_choice(_("Region or department"))
    country = quick_choice(_("Country"))
    cluster = quick_choice(_("Member of the cluster"))
    theme = quick_choice(_("Theme"), _("That of a cluster it is a member of."))
    size = quick_choice(_("Size category"), _("EU definition, computed from accounts and shares."))
    section = quick_choice(_("Activity"))
    with_projects = forms.BooleanField(label=_("Takes part in a project"), required=False)
    order = quick_choice(_("Order"))

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.choose("kind", _("All kinds"), OrganisationKind.choices)
        self.choose("territory", _("Everywhere"), territory_choices(get_language() or "fr"))
        self.choose("country", _("All countries"), country_choices(get_language() or "fr"))
        clusters = Cluster.objects.order_by("name_key").values_list("slug", "acronym", "name")
        self.choose(
            "cluster", _("All clusters"), ((slug, full_name(acronym, name)) for slug, acronym, name in clusters)
        )
        self.choose("theme", _("All themes"), [(theme.code, in_language(theme)) for theme in Theme.objects.all()])
        self.choose("size", _("All sizes"), [(size.value, size.label) for size in SIZES])
        self.choose("section", _("All activities"), section_choices(get_language() or "fr"))
        self.choose("order", None, ORDERS)

    def choose(self, name: str, every: str | Promise | None, choices: Iterable[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 tells the type checker
        field.choices = [*([("", every)] if every else []), *choices]

    def asked(self) -> OrganisationsAsked:
        """What is asked; a filter with an unknown value is reported beside its field and left out."""
        self.full_clean()
        asked: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value}
        asked["territory"] = territory_asked(asked.get("territory", ""))
        if words := asked.pop("words", ""):
            asked["words"] = read_wanted(words)
        return OrganisationsAsked(**asked)


def full_name(acronym: str, name: str) -> str:
    return f"{acronym} – {name}" if acronym and acronym != name else name


def named_in(language: str, one: Any) -> str:
    """The name in one language of a country, a territory or a heading."""
    name: str = getattr(one, f"name_{language}", "") or getattr(one, f"label_{language}", "")
    return name


def in_order(choices: Iterable[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: folded(choice[1]))


@cache
def country_choices(language: str) -> list[Choice]:
    return in_order((code, named_in(language, one)) for code, one in countries().items())


@cache
def territory_choices(language: str) -> list[tuple[str | Promise, list[Choice]]]:
    """Regions of today, regions before 2016, departments."""

    def named(kind: str, held: dict[str, Any]) -> list[Choice]:
        return in_order((f"{kind}-{code}", named_in(language, one)) for code, one in held.items())

    department_names = [
        (f"{TerritoryKind.DEPARTMENT}-{code}", f"{code} {one.name_fr}") for code, one in sorted(departments().items())
    ]
    return [
        (_("Regions of today"), named(TerritoryKind.REGION, regions("2016"))),
        (_("Regions before 2016"), named(TerritoryKind.FORMER_REGION, regions("before_2016"))),
        (_("Departments"), department_names),
    ]


@cache
def section_choices(language: str) -> list[Choice]:
    return [(code, f"{code} – {named_in(language, one)}") for code, one in sorted(sections().items())]
