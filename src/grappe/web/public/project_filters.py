"""The filters of the projects, as they stand in the address."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grappe.apps.core.wanted import read_wanted
from grappe.apps.directory.models import Cluster, Theme
from grappe.apps.projects.enums import ProjectKind
from grappe.apps.projects.phrases import programme_label
from grappe.apps.projects.queries.projects import ProjectsAsked, programmes
from grappe.web.public.organisation_filters import country_choices, full_name, quick_choice
from grappe.web.ui.templatetags.naming import in_language

FIRST_YEAR = 1984
YEARS_AHEAD = 2
CALL_HELP = _("Its whole name, such as FUI 18.")
ORDERS = (
    ("-start", _("Latest first")),
    ("start", _("Oldest first")),
    ("-aid", _("Most aid first")),
    ("name", _("Acronym, A to Z")),
)


class ProjectFilters(forms.Form):
    """What a reader may ask of the list and the files alike."""

    words = forms.CharField(label=_("Acronym, reference or subject"), max_length=200, required=False)
    programme = quick_choice(_("Programme"))
    kind = quick_choice(_("Kind"))
    call = forms.CharField(
        label=_("Call"), max_length=120, required=False, help_text=_("Its whole name, such as FUI 18.")
    )
    theme = quick_choice(_("Theme"))
    cluster = quick_choice(_("Labelled by"))
    year = forms.IntegerField(label=_("Year of start"), required=False)
    country = quick_choice(_("A partner from"))
    lead_country = quick_choice(_("Lead from"))
    aid_from = forms.DecimalField(label=_("Public aid from (EUR)"), required=False, min_value=0, max_digits=14)
    aid_to = forms.DecimalField(label=_("Public aid up to (EUR)"), required=False, min_value=0, max_digits=14)
    order = quick_choice(_("Order"))

    def __init__(self, data: QueryDict, *, today: date) -> None:
        super().__init__(data, auto_id="filter-%s")
        language = get_language() or "fr"
        self.choose("programme", _("All programmes"), [(name, programme_label(name)) for name in programmes()])
        self.choose("kind", _("All kinds"), ProjectKind.choices)
        self.choose("theme", _("All themes"), [(theme.code, in_language(theme)) for theme in Theme.objects.all()])
        clusters = Cluster.objects.order_by("name_key").values_list("slug", "acronym", "name")
        self.choose(
            "cluster", _("All clusters"), ((slug, full_name(acronym, name)) for slug, acronym, name in clusters)
        )
        self.choose("country", _("Any country"), country_choices(language))
        self.choose("lead_country", _("Any country"), country_choices(language))
        self.choose("order", None, ORDERS)
        self.last_year = today.year + YEARS_AHEAD

    def choose(self, name: str, every: Any, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 tells the type checker
        field.choices = [*([("", every)] if every else []), *choices]

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year is not None and not FIRST_YEAR <= year <= self.last_year:
            raise forms.ValidationError(
                _("Choose a year from %(first)s to %(last)s."),
                params={"first": str(FIRST_YEAR), "last": str(self.last_year)},
            )
        return year

    def asked(self) -> ProjectsAsked:
        """What is asked; a filter with an unknown value is reported beside its field and left out."""
        self.full_clean()
        asked: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if value not in {"", None}}
        if words := asked.pop("words", ""):
            asked["words"] = read_wanted(words)
        return ProjectsAsked(**asked)
