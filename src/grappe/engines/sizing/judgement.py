"""From relations and periods to the ranks that remain possible."""

from dataclasses import dataclass

from grappe.engines.sizing.categories import possible_ranks
from grappe.engines.sizing.figures import FIGURES, contributions, missing_figures, total
from grappe.engines.sizing.history import possible_statuses
from grappe.engines.sizing.periods import Periods
from grappe.engines.sizing.problem import Problem
from grappe.engines.sizing.relations import Relations
from grappe.engines.sizing.result import Missing, YearFigures
from grappe.engines.sizing.rules import Definition


@dataclass(frozen=True)
class Judgement:
    """Everything found about the subject under one definition; ranks count categories from the smallest."""

    problem: Problem
    definition: Definition
    relations: Relations
    periods: Periods
    years: tuple[YearFigures, ...]
    ranks: range

    @property
    def is_public(self) -> bool:
        """Whether the part held by public bodies alone settles the category."""
        limit = self.definition.public_body_from
        return limit is not None and self.relations.public_share >= limit

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What was missing, whether or not it mattered."""
        figures = (m for year in self.years for m in missing_figures(year.contributions))
        return (*self.periods.missing, *dict.fromkeys(figures), *self.relations.missing)

    def names(self, ranks: range) -> tuple[str, ...]:
        """Categories by rank."""
        return tuple(self.definition.categories[rank] for rank in ranks)


def judge(problem: Problem, definition: Definition, found: Relations, periods: Periods) -> Judgement:
    """Apply ceilings, the two-year rule and the rule on public bodies."""
    count = len(definition.categories)
    years = tuple(_year_figures(problem, definition, found, year) for year in periods.years)
    limit = definition.public_body_from
    if limit is not None and found.public_share >= limit:
        ranks = range(count - 1, count)
    elif years:
        options = [[definition.categories.index(name) for name in year.possible] for year in years]
        ranks = possible_statuses(options, count, start_known=periods.start_known)
    else:
        ranks = range(count)
    return Judgement(problem, definition, found, periods, years, ranks)


def _year_figures(problem: Problem, definition: Definition, found: Relations, year: int) -> YearFigures:
    parts = contributions(problem, found.groups, found.partners, year)
    totals = {figure: total(parts, figure) for figure in FIGURES}
    ranks = possible_ranks(totals, definition)
    return YearFigures(
        year=year,
        awu=totals["awu"][0],
        turnover=totals["turnover"][0],
        balance=totals["balance"][0],
        incomplete=tuple(figure for figure in FIGURES if not totals[figure][1]),
        possible=tuple(definition.categories[rank] for rank in ranks),
        contributions=parts,
    )
