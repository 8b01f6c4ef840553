"""Tell a judgement line by line, as codes and parameters."""

from collections.abc import Iterator
from datetime import date

from grappe.engines.sizing.figures import WHOLE, missing_figures
from grappe.engines.sizing.judgement import Judgement
from grappe.engines.sizing.relations import joint_share
from grappe.engines.sizing.result import Step, YearFigures


def reasoning(found: Judgement, ranks: range, on: date) -> tuple[Step, ...]:
    """Return the steps that lead to `ranks`, in the order a reader follows them."""
    definition = found.definition
    words = {"definition": definition.name, "since": str(definition.valid_from), "source": definition.source}
    return (
        Step("rules.applied", words),
        *_relations(found),
        *_public(found),
        *_period(found, on),
        *(step for year in found.years for step in _year(found, year)),
        *_history(found, ranks),
        _conclusion(found, ranks),
    )


def _relations(found: Judgement) -> Iterator[Step]:
    groups = found.relations.groups
    own = groups.of[found.problem.subject]
    shown = own.union(*(partner.members for partner in found.relations.partners))
    yield from (link.step for link in groups.links if link.one in shown)
    yield from found.relations.partner_steps
    yield from _investors(found)
    if shown == {found.problem.subject}:
        yield Step("autonomous")


def _investors(found: Judgement) -> Iterator[Step]:
    own = found.relations.groups.of[found.problem.subject]
    kinds = {rule.kind for rule in found.definition.exempt_investors}
    limit = found.definition.partner_from
    for name in sorted(own):
        for holding in found.problem.holdings_in.get(name, ()):
            words = {"owner": holding.owner, "owned": name}
            share = joint_share([holding])
            is_minority = limit is not None and limit <= share <= found.definition.linked_above
            if holding.owner in own:
                if is_minority and found.problem.by_id[holding.owner].investor in kinds:
                    yield Step("partner.lost", words)
            elif holding in found.relations.doubtful:
                yield Step("partner.doubtful", words, {"share": share})
            elif holding in found.relations.exempt and is_minority:
                yield Step("partner.exempt", words, {"share": share})


def _public(found: Judgement) -> Iterator[Step]:
    limit = found.definition.public_body_from
    if limit is not None and found.is_public:
        numbers = {"share": found.relations.public_share, "limit": limit}
        yield Step("public.above", {"category": found.definition.above}, numbers)


def _period(found: Judgement, on: date) -> Iterator[Step]:
    if found.periods.last is None:
        yield Step("period.none", {"on": str(on)})
    elif not found.years:
        yield Step("period.stale", {"year": str(found.periods.last), "on": str(on)})
    else:
        yield Step("period.last", {"year": str(found.periods.last)})


def _year(found: Judgement, figures: YearFigures) -> Iterator[Step]:
    year = str(figures.year)
    partners = (partner.members for partner in found.relations.partners)
    everyone = found.relations.groups.of[found.problem.subject].union(*partners)
    counted = {part.enterprise for part in figures.contributions}
    for part in figures.contributions:
        words = {"year": year, "enterprise": part.enterprise}
        if part.share == WHOLE and part.enterprise in found.relations.groups.of[found.problem.subject]:
            yield Step("figures.linked", words)
        else:
            yield Step("figures.partner", words, {"share": part.share})
    for name in sorted(everyone - counted):
        yield Step("figures.left_out", {"year": year, "enterprise": name})
    for item in missing_figures(figures.contributions):
        yield Step("figures.missing", {"year": year, "enterprise": item.enterprise, "item": item.item})
    if found.definition.consolidated and len(figures.contributions) > 1:
        yield Step("figures.summed", {"year": year})
    numbers = {"awu": figures.awu, "turnover": figures.turnover, "balance": figures.balance}
    yield Step("total.least" if figures.incomplete else "total", {"year": year}, numbers)
    if len(figures.possible) == 1:
        yield Step("year.category", {"year": year, "category": figures.possible[0]})
    else:
        yield Step("year.unknown", {"year": year, "categories": ", ".join(figures.possible)})


def _history(found: Judgement, ranks: range) -> Iterator[Step]:
    if found.is_public or not found.years:
        return
    last, needed = found.years[-1], found.definition
    names = found.names(ranks)
    if len(names) == 1 and len(last.possible) == 1 and names != last.possible:
        words = {"year": str(last.year), "years": str(needed.consecutive_years), "category": names[0]}
        yield Step("history.kept", words)
    if len(names) > 1 and not found.periods.start_known:
        words = {"years": str(needed.history_years), "year": str(found.years[0].year)}
        yield Step("history.short", words)


def _conclusion(found: Judgement, ranks: range) -> Step:
    names = found.names(ranks)
    if len(names) == 1:
        return Step("category", {"category": names[0]})
    return Step("category.unknown", {"categories": ", ".join(names)})
