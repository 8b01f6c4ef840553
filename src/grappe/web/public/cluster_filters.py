"""The filters of the clusters, as they stand in the address."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.enums import LabelStatus, TerritoryKind, Tier
from grappe.apps.directory.models import Cluster, Territory, Theme
from grappe.apps.directory.queries.clusters import clusters_matching
from grappe.apps.directory.queries.territories import territory_asked
from grappe.kernel.phases import PHASES
from grappe.web.ui.templatetags.naming import country_name, in_language

Choice = tuple[str, str | Promise]


class ClusterFilters(forms.Form):
    """What a reader may ask of the list, the map and the files alike."""

    words = forms.CharField(label=_("Name, place or subject"), max_length=200, required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    tier = forms.ChoiceField(
        label=_("Tier"),
        choices=[("", _("All tiers")), *Tier.choices],
        required=False,
        help_text=_("Published for phases 1 and 2 only; without a phase, the last one known."),
    )
    phase = forms.ChoiceField(label=_("Phase"), required=False)
    status = forms.ChoiceField(
        label=_("Label status"),
        choices=[("", _("Any status")), *LabelStatus.choices],
        required=False,
        help_text=_("In the phase asked for; without a phase, today."),
    )
    territory = forms.ChoiceField(label=_("Region"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.choose("theme", _("All themes"), ((theme.code, in_language(theme)) for theme in Theme.objects.all()))
        self.choose("phase", _("All phases"), ((code, phase_name(code)) for code in PHASES))
        self.choose("territory", _("All regions"), region_choices())
        held = Cluster.objects.order_by().values_list("country", flat=True).distinct()
        self.choose("country", _("All countries"), sorted(((code, country_name(code)) for code in held), key=by_name))

    def choose(self, field: str, every: str | Promise, choices: Iterable[Any]) -> None:
        chosen = self.fields[field]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 tells the type checker
        chosen.choices = [("", every), *choices]

    def apply(self, clusters: QuerySet[Any]) -> QuerySet[Any]:
        """The clusters that answer; a filter with an unknown value is reported beside its field and left out."""
        self.full_clean()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        asked["territory"] = territory_asked(asked.get("territory", ""))
        return clusters_matching(clusters, **asked)


def by_name(choice: tuple[str, str]) -> str:
    return choice[1]


def region_choices() -> list[tuple[str | Promise, list[Choice]]]:
    """The regions of today, then those before 2016."""
    kinds = (TerritoryKind.REGION, _("Regions of today")), (TerritoryKind.FORMER_REGION, _("Regions before 2016"))
    held = list(Territory.objects.filter(kind__in=[kind for kind, _label in kinds]).order_by("name_fr"))
    return [
        (label, [(f"{kind}-{one.code}", in_language(one)) for one in held if one.kind == kind]) for kind, label in kinds
    ]


def phase_name(code: str) -> str:
    period = PHASES[code].period
    last = f"{period.end.year}" if period.end else ""
    return _("Phase %(code)s (%(first)d–%(last)s)") % {"code": code, "first": period.start.year, "last": last}
