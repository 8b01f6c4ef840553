"""Columns of the observatory's files."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grappe.web.ui.exports import Column

RANKING = [
    Column("place", pgettext_lazy("ranking", "Rank"), lambda row: row.place),
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
PLACES = [
    Column("name", _("Name"), lambda row: str(row.body)),
    Column("degree", _("Partners"), lambda row: row.degree),
    Column("strength", _("Strength"), lambda row: row.strength),
    Column("betweenness", _("Betweenness"), lambda row: row.betweenness),
    Column("betweenness_error", _("Error of betweenness"), lambda row: row.betweenness_error),
    Column("across", _("Share of ties across borders"), lambda row: row.across),
    Column("community", _("Community"), lambda row: row.shown_community),
]
