"""The columns of the clusters' file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.enums import LabelStatus, TerritoryKind, Tier
from grappe.web.ui.exports import Column
from grappe.web.ui.templatetags.naming import country_name, in_language


def label_of(choices: Any, value: str | None) -> str:
    return str(choices(value).label) if value else ""


def territories(cluster: Any, kind: TerritoryKind) -> str:
    return " | ".join(in_language(one) for one in cluster.territories.all() if one.kind == kind)


COLUMNS = [
    Column("slug", _("Identifier"), lambda cluster: cluster.slug),
    Column("name", _("Name"), lambda cluster: cluster.name),
    Column("acronym", _("Acronym"), lambda cluster: cluster.acronym),
    Column("country", _("Country"), lambda cluster: cluster.country),
    Column("country_name", _("Country name"), lambda cluster: country_name(cluster.country)),
    Column("city", _("Headquarters"), lambda cluster: cluster.city),
    Column("department", _("Department"), lambda cluster: cluster.department.code if cluster.department else ""),
    Column("regions", _("Regions of today"), lambda cluster: territories(cluster, TerritoryKind.REGION)),
    Column("former_regions", _("Regions before 2016"), lambda one: territories(one, TerritoryKind.FORMER_REGION)),
    Column("themes", _("Themes"), lambda one: " | ".join(in_language(theme) for theme in one.themes.all())),
    Column("status", _("Label status"), lambda cluster: label_of(LabelStatus, cluster.status_now)),
    Column("tier", _("Last tier known"), lambda cluster: label_of(Tier, cluster.last_tier)),
    Column("tier_phase", _("Phase of that tier"), lambda cluster: cluster.last_phase),
    Column("founded_on", _("Founded on"), lambda cluster: cluster.founded_on),
    Column("longitude", _("Longitude"), lambda cluster: cluster.longitude),
    Column("latitude", _("Latitude"), lambda cluster: cluster.latitude),
    Column("website", _("Website"), lambda cluster: cluster.website),
    Column("simulated", _("Simulated"), lambda cluster: cluster.is_simulated),
]
