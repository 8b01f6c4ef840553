"""One pure function for each kind of rule; all of them together are `check`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from grappe.apps.calls.eligibility.amounts import (
    check_aid,
    check_cost,
    check_de_minimis,
    check_minimum,
    check_research_share,
    check_share,
)
from grappe.apps.calls.eligibility.bounds import between
from grappe.apps.calls.eligibility.facts import FIRMS, RESEARCH, Facts, Finding, PartnerFacts, Rule
from grappe.apps.calls.eligibility.territory import check_first_territory, check_label_territory
from grappe.apps.calls.enums import RuleCode, Verdict

Check = Callable[[Facts, Rule], Iterator[Finding]]
SME_SIZES = ("micro", "small", "medium", "sme")


def check(facts: Facts, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """Hold a proposal against every rule; a rule about partners has one finding for each of them."""
    return tuple(finding for rule in rules for finding in CHECKS[rule.code](facts, rule))


def counted(rule: Rule, certain: int, possible: int, least: Decimal | None, reason: str) -> Finding:
    verdict = between(Decimal(certain), Decimal(possible), least, rule.number("max"))
    return Finding(rule, verdict, reason, {"count": certain, "possible": possible, "least": least})


def is_of(partner: PartnerFacts, kinds: Iterable[str]) -> bool | None:
    return None if partner.kind is None else partner.kind in kinds


def groups(partners: Iterable[PartnerFacts]) -> int:
    """Organisations that are linked count once."""
    return len({partner.group for partner in partners})


def check_firms(facts: Facts, rule: Rule) -> Iterator[Finding]:
    kinds = rule.parameters.get("kinds", FIRMS)
    firms = [one for one in facts.partners if is_of(one, kinds)]
    possible = [one for one in facts.partners if is_of(one, kinds) is not False]
    least = rule.number("min") or Decimal(2)
    yield counted(rule, groups(firms), groups(possible), least, "firms")


def check_research(facts: Facts, rule: Rule) -> Iterator[Finding]:
    kinds = rule.parameters.get("kinds", RESEARCH)
    certain = sum(is_of(one, kinds) is True for one in facts.partners)
    possible = sum(is_of(one, kinds) is not False for one in facts.partners)
    yield counted(rule, certain, possible, rule.number("min") or Decimal(1), "research")


def check_lead(facts: Facts, rule: Rule) -> Iterator[Finding]:
    kinds = rule.parameters.get("kinds", FIRMS)
    for lead in facts.partners:
        if lead.is_lead:
            held = is_of(lead, kinds)
            verdict = Verdict.UNKNOWN if held is None else Verdict.MET if held else Verdict.NOT_MET
            yield Finding(rule, verdict, "lead", {"partner": lead.name, "kind": lead.kind}, lead.id)


def check_sizes(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """Firms of certain sizes; a firm whose size the register does not know may be one."""
    sizes = SME_SIZES if rule.code == RuleCode.SME_PARTNER else (*SME_SIZES, "eti")
    firms = [one for one in facts.partners if is_of(one, FIRMS)]
    possible = [one for one in facts.partners if is_of(one, FIRMS) is not False]
    certain = sum(one.size in sizes for one in firms)
    at_most = sum(one.size is None or one.size in sizes for one in possible)
    yield counted(rule, certain, at_most, rule.number("min") or Decimal(1), "sizes")


def check_partners(facts: Facts, rule: Rule) -> Iterator[Finding]:
    count = len(facts.partners)
    yield counted(rule, count, count, rule.number("min"), "partners")


def check_countries(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """Partners of so many countries, and of none but the eligible ones where the rule lists them."""
    eligible = rule.parameters.get("countries")
    known = {one.country for one in facts.partners if one.country}
    unknown = sum(not one.country for one in facts.partners)
    outside = [one.name for one in facts.partners if eligible and one.country and one.country not in eligible]
    if outside:
        yield Finding(rule, Verdict.NOT_MET, "countries_outside", {"partners": ", ".join(outside)})
        return
    found = counted(rule, len(known), len(known) + unknown, rule.number("min"), "countries")
    is_open = bool(eligible) and unknown > 0 and found.verdict == Verdict.MET
    yield replace(found, verdict=Verdict.UNKNOWN) if is_open else found


def check_label(facts: Facts, rule: Rule) -> Iterator[Finding]:
    yield counted(rule, facts.labels, facts.labels + facts.labels_asked, rule.number("min") or Decimal(1), "labels")


def check_duration(facts: Facts, rule: Rule) -> Iterator[Finding]:
    if facts.months is None:
        yield Finding(rule, Verdict.UNKNOWN, "no_duration")
        return
    months = Decimal(facts.months)
    verdict = between(months, months, rule.number("min"), rule.number("max"))
    yield Finding(rule, verdict, "duration", {"count": facts.months})


def check_stated(_facts: Facts, rule: Rule) -> Iterator[Finding]:
    """What no figure of the form tells: the office looks at it."""
    yield Finding(rule, Verdict.UNKNOWN, "stated")


CHECKS: dict[RuleCode, Check] = {
    RuleCode.FIRMS: check_firms,
    RuleCode.RESEARCH_PARTNER: check_research,
    RuleCode.LEAD_KIND: check_lead,
    RuleCode.SME_PARTNER: check_sizes,
    RuleCode.SME_OR_ETI_PARTNER: check_sizes,
    RuleCode.PARTNER_SHARE: check_share,
    RuleCode.PARTNER_MINIMUM: check_minimum,
    RuleCode.PARTNERS: check_partners,
    RuleCode.COUNTRIES: check_countries,
    RuleCode.LABEL: check_label,
    RuleCode.LABEL_TERRITORY: check_label_territory,
    RuleCode.LEAD_LABEL_TERRITORY: check_first_territory,
    RuleCode.TOTAL_COST: check_cost,
    RuleCode.DURATION: check_duration,
    RuleCode.AID_CEILING: check_aid,
    RuleCode.DE_MINIMIS: check_de_minimis,
    RuleCode.RESEARCH_SHARE: check_research_share,
    RuleCode.STATED: check_stated,
}
