"""The projects and partners that the French research agency (ANR) publishes."""

from grappe.analytics.intake.faults import Effect
from grappe.analytics.intake.layout import Column, Layout
from grappe.analytics.intake.layouts.words import ANR_KIND, ANR_LEAD
from grappe.analytics.intake.readers import AMOUNT, COUNTRY, DATE, PROSE, text

SOURCE = "anr"
PARTNER_COLUMNS = (
    Column("reference", ("code",), text(60), required=True),
    Column("acronym", ("acronyme",), text(120)),
    Column("unit", ("code_partenaire",), text(60), required=True),
    Column("role", ("coordinateur",), ANR_LEAD, required=True),
    Column("legal_name", ("organisme",), text(300), required=True),
    Column("kind", ("categorie",), ANR_KIND, effect=Effect.SILENT),
    Column("city", ("ville",), text(120), effect=Effect.LEFT_OUT),
    Column("country", ("pays",), COUNTRY, effect=Effect.LEFT_OUT),
)
PIA_PROJECTS = Layout(
    code="anr_projects",
    source=SOURCE,
    records=frozenset({"project"}),
    marks=frozenset({"code", "date_debut", "edition", "action", "acronyme", "titre_fr", "aide_allouee_eur"}),
    columns=(
        Column("reference", ("code",), text(60), required=True),
        Column("call", ("action",), text(120)),
        Column("acronym", ("acronyme",), text(120)),
        Column("title_fr", ("titre_fr",), text(500)),
        Column("abstract_fr", ("resume_fr",), PROSE),
        Column("starts_on", ("date_debut",), DATE),
        Column("public_aid", ("aide_allouee_eur",), AMOUNT),
    ),
    constants={"programme": "ANR-PIA"},
)
PIA_PARTNERS = Layout(
    code="anr_pia_partners",
    source=SOURCE,
    records=frozenset({"project", "organisation", "participation"}),
    marks=frozenset({"code", "edition", "code_partenaire", "coordinateur", "organisme", "pays"}),
    columns=PARTNER_COLUMNS,
    constants={"programme": "ANR-PIA"},
)
DOS_PARTNERS = Layout(
    code="anr_dos_partners",
    source=SOURCE,
    records=frozenset({"project", "organisation", "participation"}),
    marks=frozenset({"code", "code_partenaire", "coordinateur", "organisme", "code_rnsr", "programme"}),
    columns=(*PARTNER_COLUMNS, Column("call", ("programme",), text(120))),
    constants={"programme": "ANR"},
)
LAYOUTS = (PIA_PROJECTS, PIA_PARTNERS, DOS_PARTNERS)
