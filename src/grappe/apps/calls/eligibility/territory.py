"""Rules about where the work is done: what is not stated yet may still be inside or outside."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from grappe.apps.calls.eligibility.bounds import at_least
from grappe.apps.calls.eligibility.facts import Facts, Finding, PartnerFacts, Rule
from grappe.apps.calls.enums import Verdict


def check_label_territory(facts: Facts, rule: Rule) -> Iterator[Finding]:
    yield inside(facts, rule, lambda partner: partner.in_label_territory)


def check_first_territory(facts: Facts, rule: Rule) -> Iterator[Finding]:
    yield inside(facts, rule, lambda partner: partner.in_first_territory)


def inside(facts: Facts, rule: Rule, is_inside: Callable[[PartnerFacts], bool | None]) -> Finding:
    total = facts.cost
    if total == 0:
        return Finding(rule, Verdict.UNKNOWN, "no_costs")
    sure = sum((one.cost for one in facts.partners if is_inside(one)), Decimal(0)) / total
    open_ = sum((one.cost for one in facts.partners if is_inside(one) is None), Decimal(0)) / total
    least = rule.number("min")
    reason = "territory" if open_ == 0 else "territory_open"
    values = {"share": sure, "open": open_, "least": least}
    return Finding(rule, at_least(sure, sure + open_, least), reason, values)
