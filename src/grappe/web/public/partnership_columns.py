"""The columns of the partnership profiles as a file."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from grappe.web.ui.exports import Column

PROFILES = [
    Column("reference", _("Reference"), lambda one: one.reference),
    Column("kind", _("Kind"), lambda one: one.get_kind_display()),
    Column("title_fr", _("Title in French"), lambda one: one.title_fr),
    Column("title_en", _("Title in English"), lambda one: one.title_en),
    Column("summary_fr", _("Summary in French"), lambda one: one.summary_fr),
    Column("summary_en", _("Summary in English"), lambda one: one.summary_en),
    Column("body", _("Published by"), lambda one: one.body_name),
    Column("country", _("Country"), lambda one: one.country),
    Column("stage", _("Stage of development"), lambda one: one.get_stage_display()),
    Column("role", _("Role sought"), lambda one: one.get_partner_role_display()),
    Column("countries", _("Countries sought"), lambda one: " ".join(one.partner_countries)),
    Column("languages", _("Working languages"), lambda one: " ".join(one.languages)),
    Column("published_on", _("Published on"), lambda one: one.published_on),
    Column("expires_on", _("Expires on"), lambda one: one.expires_on),
    Column("simulated", _("Simulated"), lambda one: one.is_simulated),
    Column("address", _("Address"), lambda one: settings.BASE_URL + one.get_absolute_url()),
]
