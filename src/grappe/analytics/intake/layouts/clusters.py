"""Our own layout of clusters: ``slug;name;acronym;country;themes;city;department;website;founded_on;...``."""

from grappe.analytics.intake.faults import Effect
from grappe.analytics.intake.layout import Column, Layout
from grappe.analytics.intake.readers import COUNTRY, DATE, PROSE, Reader, text

CLUSTERS = Layout(
    code="clusters",
    source="programme-office",
    records=frozenset({"cluster"}),
    marks=frozenset({"slug", "name", "country"}),
    columns=(
        Column("slug", ("slug",), Reader("slug"), required=True),
        Column("name", ("name",), text(200), required=True),
        Column("acronym", ("acronym",), text(40)),
        Column("country", ("country",), COUNTRY, required=True),
        Column("themes", ("themes",), text(0)),
        Column("city", ("city",), text(120)),
        Column("department", ("department",), text(5)),
        Column("website", ("website",), Reader("website"), effect=Effect.LEFT_OUT),
        Column("founded_on", ("founded_on",), DATE),
        Column("longitude", ("coordinates",), Reader("longitude"), effect=Effect.LEFT_OUT),
        Column("latitude", ("coordinates",), Reader("latitude"), effect=Effect.SILENT),
        Column("description_fr", ("description_fr",), PROSE),
        Column("description_en", ("description_en",), PROSE),
    ),
)
