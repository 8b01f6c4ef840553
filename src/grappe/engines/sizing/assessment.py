"""The engine's door: from a problem and a day to an assessment."""

from datetime import date
from decimal import Context, DivisionByZero, Inexact, InvalidOperation, localcontext

from grappe.engines.sizing.exchange import packaged_rules
from grappe.engines.sizing.judgement import judge
from grappe.engines.sizing.links import linked_groups
from grappe.engines.sizing.periods import accounting_periods
from grappe.engines.sizing.problem import Problem
from grappe.engines.sizing.reasoning import reasoning
from grappe.engines.sizing.relations import relations
from grappe.engines.sizing.result import Assessment, Size
from grappe.engines.sizing.rules import Definition, RuleBook
from grappe.engines.sizing.validation import validate

# Figures of 20 digits multiply and add up well within this: a rounded sum would raise, not mislead.
EXACT = Context(prec=120, traps=[Inexact, InvalidOperation, DivisionByZero])


def assess(problem: Problem, *, on: date, rules: RuleBook | None = None) -> Assessment:
    """Compute the size category of an enterprise under every definition in force on a day.

    Parameters
    ----------
    problem : the enterprise and those around it; shares in per cent, money in euros, headcount in annual
        work units. Describe the graph as far as links and partners reach.
    on : the day of the assessment (for an aid, the day of the grant): it chooses the rules and the last
        accounting year closed.
    rules : the book of rules; those packaged with the engine by default.

    Returns
    -------
    Assessment
        One `Size` per definition, exact (decimal arithmetic without rounding), with its reasoning. Where
        accounts are missing the category is None unless it cannot depend on them.

    Raises
    ------
    SizingError
        Named after what is wrong with the problem; `NoRulesInForceError` when `on` precedes every rule.

    Notes
    -----
    Recommendation 2003/361/EC, Annex, and French decree 2008-1354; see `docs/explanation/size-category.md`.
    """
    with localcontext(EXACT):
        validate(problem)
        book = packaged_rules() if rules is None else rules
        sizes = tuple(_size(problem, definition, on) for definition in book.in_force(on))
    return Assessment(problem.subject, on, sizes, book.version)


def _size(problem: Problem, definition: Definition, on: date) -> Size:
    groups = linked_groups(problem, definition)
    periods = accounting_periods(problem, definition, on)
    found = judge(problem, definition, relations(problem, groups, definition, trusting=False), periods)
    ranks = found.ranks
    if found.relations.doubtful:
        # Counting a doubtful investor can only raise the category: the two ends bound the truth.
        trusting = relations(problem, groups, definition, trusting=True)
        ranks = range(judge(problem, definition, trusting, periods).ranks[0], ranks[-1] + 1)
    names = found.names(ranks)
    is_known = len(names) == 1
    return Size(
        definition=definition.name,
        category=names[0] if is_known else None,
        possible=names,
        linked=tuple(sorted(groups.of[problem.subject])),
        partners=found.relations.partners,
        public_share=found.relations.public_share,
        years=found.years,
        missing=() if is_known else found.missing,
        steps=reasoning(found, ranks, on),
    )
