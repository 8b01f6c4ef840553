"""The columns of the organisations' file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.enums import IdentifierScheme, SizeDefinition
from grappe.web.ui.exports import Column
from grappe.web.ui.templatetags.naming import country_name, in_language


def identifier(scheme: IdentifierScheme) -> Column:
    def value(organisation: Any) -> str:
        return " | ".join(one.value for one in organisation.identifiers.all() if one.scheme == scheme)

    return Column(scheme.value, scheme.label, value)


def size(definition: SizeDefinition) -> Column:
    def value(organisation: Any) -> str:
        return next((one.get_category_display() for one in organisation.sizes if one.definition == definition), "")

    return Column(f"size_{definition.value}", definition.label, value)


COLUMNS = [
    Column("number", _("Number in the register"), lambda one: one.pk),
    Column("legal_name", _("Legal name"), lambda one: one.legal_name),
    Column("short_name", _("Short name"), lambda one: one.short_name),
    Column("kind", _("Kind"), lambda one: one.get_kind_display()),
    *(identifier(scheme) for scheme in IdentifierScheme),
    Column("country", _("Country"), lambda one: one.country),
    Column("country_name", _("Country name"), lambda one: country_name(one.country) if one.country else ""),
    Column("street", _("Street"), lambda one: one.street),
    Column("postcode", _("Postcode"), lambda one: one.postcode),
    Column("city", _("City"), lambda one: one.city),
    Column("department", _("Department"), lambda one: one.department.code if one.department else ""),
    Column("department_name", _("Department name"), lambda one: in_language(one.department) if one.department else ""),
    Column("longitude", _("Longitude"), lambda one: one.longitude),
    Column("latitude", _("Latitude"), lambda one: one.latitude),
    Column("activity", _("Activity (NACE/NAF)"), lambda one: one.activity_code),
    Column("website", _("Website"), lambda one: one.website),
    Column("clusters", _("Clusters"), lambda one: " | ".join(held.cluster.name for held in one.memberships_now)),
    *(size(definition) for definition in SizeDefinition),
    Column("confirmed_on", _("Confirmed on"), lambda one: one.confirmed_on),
    Column("simulated", _("Simulated"), lambda one: one.is_simulated),
]
