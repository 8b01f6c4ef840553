"""The columns of the projects' file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from grappe.web.ui.exports import Column


def lead(project: Any, field: str) -> str:
    return " | ".join(getattr(part.organisation, field) for part in project.leads)


def labels(project: Any) -> str:
    return " | ".join(label.cluster.name for label in project.labels.all())


COLUMNS = [
    Column("number", _("Number in the register"), lambda project: project.pk),
    Column("programme", _("Programme"), lambda project: project.programme),
    Column("reference", _("Reference"), lambda project: project.reference),
    Column("acronym", _("Acronym"), lambda project: project.acronym),
    Column("title_fr", _("Title in French"), lambda project: project.title_fr),
    Column("title_en", _("Title in English"), lambda project: project.title_en),
    Column("kind", _("Kind"), lambda project: project.get_kind_display()),
    Column("call", _("Call"), lambda project: project.call),
    Column("status", _("Status"), lambda project: project.get_status_display()),
    Column("starts_on", _("Starts on"), lambda project: project.starts_on),
    Column("ends_on", _("Ends on"), lambda project: project.ends_on),
    Column("total_cost", _("Total cost (EUR)"), lambda project: project.total_cost),
    Column("public_aid", _("Public aid (EUR)"), lambda project: project.public_aid),
    Column("lead", _("Lead"), lambda project: lead(project, "legal_name")),
    Column("lead_country", _("Lead's country"), lambda project: lead(project, "country")),
    Column("labels", _("Labelled by"), labels),
    Column("simulated", _("Simulated"), lambda project: project.is_simulated),
]
