"""Columns of the observatory's files."""

from django.utils.translation import gettext_lazy as _

from grappe.web.ui.exports import Column

RANKING = [
    Column("place", _("Rank"), lambda row: row.place),
    Column("best", _("Best place possible"), lambda row: row.best),
    Column("worst", _("Worst place possible"), lambda row: row.worst),
    Column("code", _("Code"), lambda row: row.code),
    Column("name", _("Region"), lambda row: row.name),
    Column("amount", _("Amount"), lambda row: row.amount),
    Column("sites", _("Establishments"), lambda row: row.sites),
    Column("quotient", _("Location quotient"), lambda row: row.quotient),
    Column("low", _("Lower bound (95 %)"), lambda row: row.low),
    Column("high", _("Upper bound (95 %)"), lambda row: row.high),
    Column("stars", _("Stars"), lambda row: row.stars),
]
CELLS = [
    Column("year", _("Year of the figures"), lambda row: row.year),
    Column("region", _("Region"), lambda row: row.region),
    Column("industry", _("Industry"), lambda row: row.industry),
    Column("amount", _("Amount"), lambda row: row.amount),
    Column("sites", _("Establishments"), lambda row: row.sites),
    Column("squares", _("Sum of squares"), lambda row: row.squares),
    Column("quotient", _("Location quotient"), lambda row: row.quotient),
    Column("low", _("Lower bound (95 %)"), lambda row: row.low),
    Column("high", _("Upper bound (95 %)"), lambda row: row.high),
    Column("shrunk", _("Shrunk quotient"), lambda row: row.shrunk),
    Column("q_value", _("q-value"), lambda row: row.q_value),
    Column("earned", _("Stars earned"), lambda row: row.earned),
]
