"""The tables that pass from one stage to the next, and the ones an app writes for us."""

from grappe.analytics.schemas.schema import Column, Kind, Schema

CELLS = Schema(
    "cells",
    (
        Column("year", Kind.WHOLE, "Year the figures speak of", required=False),
        Column("region", Kind.TEXT, "Code of the region, in the version of the territory asked for"),
        Column("industry", Kind.TEXT, "Code of the industry, in the nomenclature asked for"),
        Column("jobs", Kind.NUMBER, "Jobs; where the source has size classes, at the stated middle of each class"),
        Column("sites", Kind.NUMBER, "Establishments; fractions where a code was shared out by weights"),
        Column("squares", Kind.NUMBER, "Sum over establishments of their jobs squared", required=False),
        Column("jobs_low", Kind.NUMBER, "Least jobs that the size classes allow", required=False),
        Column(
            "jobs_high", Kind.NUMBER, "Most jobs that the size classes allow; none with an open class", required=False
        ),
    ),
)
PLACES = Schema(
    "places",
    (
        Column("x", Kind.NUMBER, "Metres east, Lambert 93"),
        Column("y", Kind.NUMBER, "Metres north, Lambert 93"),
        Column("industry", Kind.TEXT, "Code of the industry"),
        Column("jobs", Kind.NUMBER, "Jobs of the establishment"),
    ),
)
# What the register's bridge writes, one row a part in a project.
PARTICIPATIONS = Schema(
    "participations",
    (
        Column("project", Kind.WHOLE, "Number of the project in the register"),
        Column("organisation", Kind.WHOLE, "Number of the organisation in the register"),
        Column("year", Kind.WHOLE, "Year in which the project started", required=False),
        Column("kind", Kind.TEXT, "Kind of organisation: firm, laboratory ..."),
        Column("size", Kind.TEXT, "Size category as computed", required=False),
        Column("region", Kind.TEXT, "Region of 2016 by its code", required=False),
        Column("country", Kind.TEXT, "ISO code of the country", required=False),
        Column("cost", Kind.NUMBER, "Cost of the part in euros", required=False),
        Column("aid", Kind.NUMBER, "Aid to the part in euros", required=False),
        Column("is_simulated", Kind.WHOLE, "1 where project or organisation is simulated"),
    ),
)
