"""What a reader asks of the regional tables; every choice lives in the address."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from grappe.apps.observatory.models import RegionalTable
from grappe.apps.observatory.queries.tables import names_of, tables_listed, year_of
from grappe.web.public.observatory.unmet import unmet_industry, unmet_table_and_year
from grappe.web.public.organisation_filters import quick_choice
from grappe.web.ui.templatetags.naming import in_language

MOST_COMPARED = 10
LONGEST_YEAR = 4
FIGURES = (("amount", _("Amount")), ("quotient", _("Location quotient")))


def year_text(year: int | None) -> str:
    return "" if year is None else str(year)


def year_in_text(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= LONGEST_YEAR else None


class TableFilters(forms.Form):
    """Table, year, industry and figure of a ranking."""

    table = quick_choice(_("Table of figures"))
    year = quick_choice(_("Year of the figures"))
    industry = quick_choice(_("Industry"))
    figure = quick_choice(_("Ordered by"))

    def __init__(self, data: QueryDict) -> None:
        self.tables = tables_listed()
        self.held = self.table_asked(data.get("table", ""))
        self.industries = names_of(self.held.nomenclature) if self.held else {}
        self.unmet = self.unmet_in(data)
        data = self.completed(data)
        self.query = f"?{data.urlencode()}"
        super().__init__(data, auto_id="filter-%s")
        for name, choices in (
            ("table", [(one.code, in_language(one)) for one in self.tables]),
            ("year", [(year_text(year), year_text(year) or _("mean of several years")) for year in self.years()]),
            ("industry", self.industry_choices()),
            ("figure", FIGURES if self.held and self.held.has_industries else FIGURES[:1]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 tells the type checker
            field.choices = list(choices)

    def table_asked(self, code: str) -> RegionalTable | None:
        found = next((one for one in self.tables if one.code == code), None)
        return found or (self.tables[0] if self.tables else None)

    def years(self) -> list[int | None]:
        return list(reversed(self.held.years)) if self.held else []

    def completed(self, data: QueryDict) -> QueryDict:
        """With what is shown where nothing, or nothing known, was asked; another table keeps no choice of this one."""
        held = data.copy()
        if self.held:
            held["table"] = self.held.code
            held["year"] = year_text(self.year_in(data))
            if held.get("industry") not in self.industries:
                held["industry"] = ""
        if held.get("figure") not in dict(FIGURES):
            held["figure"] = "quotient" if held.get("industry") else "amount"
        return held

    def unmet_in(self, data: QueryDict) -> list[str]:
        if self.held is None:
            return []
        return unmet_table_and_year(data, self.held, year=self.year_in(data)) + unmet_industry(data, self.industries)

    def year_in(self, data: Mapping[str, Any]) -> int | None:
        return year_of(self.held, year_in_text(data.get("year", ""))) if self.held else None

    def industry_choices(self) -> list[tuple[str, Any]]:
        named = [(code, f"{code} {in_language(one)}") for code, one in sorted(self.industries.items())]
        every = [] if self.held is None or self.held.has_industries else [("", _("All industries together"))]
        return every or [("", _("All industries together")), *named]

    @property
    def year_asked(self) -> int | None:
        return self.year_in(self.data)

    @property
    def industry_asked(self) -> str:
        return str(self.data.get("industry", ""))

    @property
    def figure_asked(self) -> str:
        return str(self.data.get("figure", "amount"))
