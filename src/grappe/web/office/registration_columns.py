"""The columns of the registrations' file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from grappe.web.ui.exports import Column
from grappe.web.ui.templatetags.naming import country_name, in_language


def day_of(moment: Any) -> Any:
    return moment.date() if moment else None


COLUMNS = [
    Column("number", _("Number"), lambda one: one.pk),
    Column("name", _("Name"), lambda one: one.full_name),
    Column("email", _("E-mail"), lambda one: one.email),
    Column("phone", _("Phone"), lambda one: one.phone),
    Column("position", _("Position"), lambda one: one.job_title),
    Column("organisation", _("Organisation"), lambda one: one.organisation_name),
    Column("organisation_number", _("Number in the register"), lambda one: one.organisation_id),
    Column("cluster", _("Cluster"), lambda one: one.cluster.name if one.cluster else ""),
    Column("country", _("Country"), lambda one: country_name(one.country)),
    Column("category", _("Category"), lambda one: in_language(one.category)),
    Column("state", _("State"), lambda one: str(one.get_state_display())),
    Column("group", _("Registered by"), lambda one: one.group.cluster.name if one.group else ""),
    Column("language", _("Language"), lambda one: one.language),
    Column("accessibility", _("Accessibility needs"), lambda one: one.accessibility_needs),
    Column("diet", _("Diet needs"), lambda one: one.diet_needs),
    Column("meetings", _("B2B meetings"), lambda one: one.wants_meetings),
    Column("catalogue", _("Listed in the catalogue"), lambda one: one.catalogue_consent_at is not None),
    Column("photographs", _("Photographs"), lambda one: one.photo_consent_at is not None),
    Column("registered_on", _("Registered on"), lambda one: day_of(one.registered_at)),
]
