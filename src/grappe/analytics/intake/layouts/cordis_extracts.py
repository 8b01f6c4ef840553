"""Extracts of CORDIS that circulate as Parquet: H2020 by record number, texts with consortia, FP7."""

from grappe.analytics.intake.faults import Effect
from grappe.analytics.intake.layout import Column, Layout
from grappe.analytics.intake.layouts.words import CORDIS_KIND, CORDIS_ROLE, CORDIS_STATUS
from grappe.analytics.intake.readers import AMOUNT, COUNTRY, DATE, PROSE, Reader, text

SOURCE = "cordis"
PIC = Reader("pic")
# These extracts know a project by CORDIS's record number only.
RECORD_NUMBER = text(50, prefix="rcn-")

H2020_PROJECTS = Layout(
    code="h2020_projects",
    source=SOURCE,
    records=frozenset({"project"}),
    marks=frozenset({"rcn", "start_date", "end_date", "max_contribution", "programme_part"}),
    columns=(
        Column("reference", ("rcn",), RECORD_NUMBER, required=True),
        Column("call", ("programme_part",), text(120)),
        Column("starts_on", ("start_date",), DATE),
        Column("ends_on", ("end_date",), DATE),
        Column("total_cost", ("total_cost",), AMOUNT),
        Column("public_aid", ("max_contribution",), AMOUNT),
    ),
    constants={"programme": "H2020"},
)
H2020_ORGANISATIONS = Layout(
    code="h2020_organisations",
    source=SOURCE,
    records=frozenset({"organisation"}),
    marks=frozenset({"pic", "name", "short_name", "type", "name_source"}),
    columns=(
        Column("pic", ("pic",), PIC, required=True),
        Column("legal_name", ("name",), text(300)),
        Column("short_name", ("short_name",), text(100), effect=Effect.LEFT_OUT),
        Column("kind", ("type",), CORDIS_KIND, effect=Effect.LEFT_OUT),
        Column("country", ("country",), COUNTRY),
        Column("street", ("street",), text(300), effect=Effect.LEFT_OUT),
        Column("postcode", ("postcode",), text(20), effect=Effect.LEFT_OUT),
        Column("city", ("city",), text(120), effect=Effect.LEFT_OUT),
        Column("website", ("url",), Reader("website"), effect=Effect.LEFT_OUT),
    ),
    nameless=True,
)
H2020_PARTICIPATIONS = Layout(
    code="h2020_participations",
    source=SOURCE,
    records=frozenset({"organisation", "participation"}),
    marks=frozenset({"rcn", "pic", "role", "type", "country", "contribution"}),
    columns=(
        Column("reference", ("rcn",), RECORD_NUMBER, required=True),
        Column("pic", ("pic",), PIC, required=True),
        Column("kind", ("type",), CORDIS_KIND, effect=Effect.LEFT_OUT),
        Column("country", ("country",), COUNTRY),
        Column("role", ("role",), CORDIS_ROLE, required=True),
        Column("aid", ("contribution",), AMOUNT),
    ),
    programmes=("H2020",),
    nameless=True,
)
TEXT_PROJECTS = Layout(
    code="text_projects",
    source=SOURCE,
    records=frozenset({"project"}),
    marks=frozenset({"project_id", "acronym", "title", "objective", "programme", "funding_scheme", "start_date"}),
    columns=(
        Column("reference", ("project_id",), text(60), required=True),
        Column("programme", ("programme",), text(40), required=True),
        Column("call", ("call",), text(120), effect=Effect.LEFT_OUT),
        Column("acronym", ("acronym",), text(120)),
        Column("title_en", ("title",), text(500), required=True),
        Column("abstract_en", ("objective",), PROSE),
        Column("starts_on", ("start_date",), DATE),
        Column("ends_on", ("end_date",), DATE),
        Column("total_cost", ("total_cost",), AMOUNT),
        Column("public_aid", ("ec_contribution",), AMOUNT),
        Column("status", ("status",), CORDIS_STATUS, effect=Effect.LEFT_OUT),
    ),
)
TEXT_PARTICIPANTS = Layout(
    code="text_participants",
    source=SOURCE,
    records=frozenset({"organisation", "participation"}),
    marks=frozenset({"project_id", "org_name", "org_type", "ec_contribution", "pic"}),
    columns=(
        Column("reference", ("project_id",), text(60), required=True),
        Column("pic", ("pic",), PIC),
        Column("legal_name", ("org_name",), text(300), required=True),
        Column("kind", ("org_type",), CORDIS_KIND, effect=Effect.LEFT_OUT),
        Column("country", ("country",), COUNTRY),
        Column("city", ("city",), text(120), effect=Effect.LEFT_OUT),
        Column("aid", ("ec_contribution",), AMOUNT),
        Column("cost", ("total_cost",), AMOUNT),
    ),
    constants={"role": "partner"},
    programmes=("HORIZON", "H2020"),
)
FP7_PROJECTS = Layout(
    code="fp7_projects",
    source=SOURCE,
    records=frozenset({"project"}),
    marks=frozenset({"project_id", "title", "acronym", "status", "programme", "n_orgs"}),
    columns=(
        Column("reference", ("project_id",), text(60), required=True),
        Column("call", ("programme",), text(120)),
        Column("acronym", ("acronym",), text(120)),
        Column("title_en", ("title",), text(500)),
        Column("starts_on", ("start",), DATE),
        Column("ends_on", ("end",), DATE),
        Column("total_cost", ("total_cost",), AMOUNT),
        Column("status", ("status",), CORDIS_STATUS, effect=Effect.LEFT_OUT),
    ),
    constants={"programme": "FP7"},
)
FP7_ORGANISATIONS = Layout(
    code="fp7_organisations",
    source=SOURCE,
    records=frozenset({"organisation"}),
    marks=frozenset({"pic", "country", "name", "address"}),
    columns=(
        Column("pic", ("pic",), PIC, required=True),
        Column("legal_name", ("name",), text(300), required=True),
        Column("country", ("country",), COUNTRY),
        Column("street", ("address",), text(300), effect=Effect.LEFT_OUT),
    ),
)
LAYOUTS = (
    H2020_PROJECTS,
    H2020_ORGANISATIONS,
    H2020_PARTICIPATIONS,
    TEXT_PROJECTS,
    TEXT_PARTICIPANTS,
    FP7_PROJECTS,
    FP7_ORGANISATIONS,
)
