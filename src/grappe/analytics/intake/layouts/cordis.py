"""CORDIS as its official site publishes it: ``project.csv`` and ``organization.csv``, ``;`` or ``,`` between cells."""

from grappe.analytics.intake.faults import Effect
from grappe.analytics.intake.layout import Column, Layout
from grappe.analytics.intake.layouts.words import CORDIS_KIND, CORDIS_ROLE, CORDIS_STATUS
from grappe.analytics.intake.readers import AMOUNT, COUNTRY, DATE, PROSE, Reader, text

SOURCE = "cordis"
PROGRAMMES = ("HORIZON", "H2020", "FP7", "FP6")

PROJECTS = Layout(
    code="cordis_projects",
    source=SOURCE,
    records=frozenset({"project"}),
    marks=frozenset({"id", "acronym", "title", "startDate", "endDate", "ecMaxContribution", "frameworkProgramme"}),
    columns=(
        Column("reference", ("id",), text(60), required=True),
        Column("programme", ("frameworkProgramme",), text(40), required=True),
        Column("call", ("subCall", "masterCall"), text(120), effect=Effect.LEFT_OUT),
        Column("acronym", ("acronym",), text(120)),
        Column("title_en", ("title",), text(500), required=True),
        Column("abstract_en", ("objective",), PROSE),
        Column("starts_on", ("startDate",), DATE),
        Column("ends_on", ("endDate",), DATE),
        Column("total_cost", ("totalCost",), AMOUNT),
        Column("public_aid", ("ecMaxContribution",), AMOUNT),
        Column("status", ("status",), CORDIS_STATUS, effect=Effect.LEFT_OUT),
    ),
)
ORGANISATIONS = Layout(
    code="cordis_organisations",
    source=SOURCE,
    records=frozenset({"organisation", "participation"}),
    marks=frozenset({"projectID", "organisationID", "name", "activityType", "country", "role", "ecContribution"}),
    columns=(
        Column("reference", ("projectID",), text(60), required=True),
        Column("pic", ("organisationID",), Reader("pic")),
        Column("vat", ("vatNumber",), Reader("vat"), effect=Effect.SILENT),
        Column("siren", ("vatNumber",), Reader("siren_of_vat"), effect=Effect.SILENT),
        Column("kind", ("activityType",), CORDIS_KIND, effect=Effect.LEFT_OUT),
        Column("legal_name", ("name",), text(300), required=True),
        Column("short_name", ("shortName",), text(100), effect=Effect.LEFT_OUT),
        Column("country", ("country",), COUNTRY),
        Column("street", ("street",), text(300), effect=Effect.LEFT_OUT),
        Column("postcode", ("postCode",), text(20), effect=Effect.LEFT_OUT),
        Column("city", ("city",), text(120), effect=Effect.LEFT_OUT),
        Column("latitude", ("geolocation",), Reader("latitude"), effect=Effect.LEFT_OUT),
        Column("longitude", ("geolocation",), Reader("longitude"), effect=Effect.SILENT),
        Column("website", ("organizationURL",), Reader("website"), effect=Effect.LEFT_OUT),
        Column("role", ("role",), CORDIS_ROLE, required=True),
        Column("aid", ("ecContribution",), AMOUNT),
        Column("cost", ("totalCost",), AMOUNT),
    ),
    programmes=PROGRAMMES,
)
LAYOUTS = (PROJECTS, ORGANISATIONS)
