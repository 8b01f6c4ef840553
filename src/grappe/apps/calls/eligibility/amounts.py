"""Rules about shares of the costs, about the total, and about aid."""

from collections.abc import Iterator
from decimal import Decimal

from grappe.apps.calls.eligibility.bounds import at_least, at_most, between
from grappe.apps.calls.eligibility.facts import RESEARCH, Facts, Finding, Rule
from grappe.apps.calls.enums import Verdict


def check_share(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """No partner bears more than a share of the costs; linked organisations bear theirs together."""
    total, most = facts.cost, rule.number("max")
    for partner in facts.partners:
        if total == 0:
            yield Finding(rule, Verdict.UNKNOWN, "no_costs", {}, partner.id)
            continue
        group = sum((one.cost for one in facts.partners if one.group == partner.group), Decimal(0))
        share = group / total
        yield Finding(rule, at_most(share, share, most), "share", {"share": share, "most": most}, partner.id)


def check_minimum(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """No partner is merely symbolic."""
    total, least = facts.cost, rule.number("min")
    for partner in facts.partners:
        if total == 0 or partner.cost == 0:
            yield Finding(rule, Verdict.UNKNOWN, "no_costs", {}, partner.id)
            continue
        share = partner.cost / total
        yield Finding(rule, at_least(share, share, least), "share", {"share": share, "least": least}, partner.id)


def check_research_share(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """Laboratories and schools bear neither too little of the costs nor too much; a kind not known may be theirs."""
    total = facts.cost
    if total == 0:
        yield Finding(rule, Verdict.UNKNOWN, "no_costs")
        return
    kinds = rule.parameters.get("kinds", RESEARCH)
    sure = sum((one.cost for one in facts.partners if one.kind in kinds), Decimal(0)) / total
    open_ = sum((one.cost for one in facts.partners if one.kind is None), Decimal(0)) / total
    verdict = between(sure, sure + open_, rule.number("min"), rule.number("max"))
    yield Finding(
        rule, verdict, "research_share" if open_ == 0 else "research_share_open", {"share": sure, "open": open_}
    )


def check_cost(facts: Facts, rule: Rule) -> Iterator[Finding]:
    total = facts.cost
    if total == 0:
        yield Finding(rule, Verdict.UNKNOWN, "no_costs")
        return
    yield Finding(rule, between(total, total, rule.number("min"), rule.number("max")), "cost", {"amount": total})


def check_aid(facts: Facts, rule: Rule) -> Iterator[Finding]:
    """Per partner: the aid asked for under the lowest of the ceilings; unknown between what is sure and what may be."""
    for partner in facts.partners:
        if partner.aid is None:
            yield Finding(rule, Verdict.UNKNOWN, "no_aid", {}, partner.id)
        elif partner.ceiling is None:
            yield Finding(rule, Verdict.UNKNOWN, "no_ceiling", {"amount": partner.aid}, partner.id)
        else:
            low, high = partner.ceiling.low, partner.ceiling.high
            verdict = Verdict.MET if partner.aid <= low else Verdict.NOT_MET if partner.aid > high else Verdict.UNKNOWN
            reason = "aid" if low == high else "aid_between"
            values = {"amount": partner.aid, "low": low, "high": high}
            yield Finding(rule, verdict, reason, values, partner.id)


def check_de_minimis(facts: Facts, rule: Rule) -> Iterator[Finding]:
    for partner in facts.partners:
        values = {"amount": partner.de_minimis, "over": partner.de_minimis_over}
        if partner.de_minimis_over is None:
            yield Finding(rule, Verdict.UNKNOWN, "no_ceiling", {"amount": partner.de_minimis}, partner.id)
        elif partner.de_minimis_over > 0:
            yield Finding(rule, Verdict.NOT_MET, "de_minimis_over", values, partner.id)
        else:
            yield Finding(rule, Verdict.MET, "de_minimis", values, partner.id)
