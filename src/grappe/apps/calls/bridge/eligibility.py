"""Hold a proposal against the rules of its round, as rows beside the findings."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from grappe.apps.calls.bridge.facts import facts_of
from grappe.apps.calls.eligibility import Finding, Rule, check
from grappe.apps.calls.enums import RuleCode, Verdict
from grappe.apps.calls.models import CallRound, EligibilityRule, Proposal


@dataclass(frozen=True)
class Judged:
    """One rule with its text and source, and what was found: one finding, or one for each partner."""

    rule: EligibilityRule
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of its findings."""
        told = {finding.verdict for finding in self.findings}
        return next((one for one in (Verdict.NOT_MET, Verdict.UNKNOWN) if one in told), Verdict.MET)


def rules_in_force(round: CallRound, on: date) -> list[EligibilityRule]:  # noqa: A002
    """The rules of a round on a day; one of the round's own replaces its call's of the same code.

    Rules that are stated in words share a code and replace nothing.
    """
    rows = EligibilityRule.objects.filter(call=round.call_id).filter(Q(round=round) | Q(round=None))
    valid = rows.exclude(valid_from__gt=on).exclude(valid_until__lt=on)
    own = {rule.code for rule in valid if rule.round_id is not None} - {RuleCode.STATED}
    return [rule for rule in valid if rule.round_id is not None or rule.code not in own]


def judge(proposal: Proposal, on: date) -> list[Judged]:
    """Every rule of the proposal's round with its findings, in the order in which the call states them."""
    rules = rules_in_force(proposal.round, on)
    findings = check(facts_of(proposal, on), [Rule(RuleCode(rule.code), rule.parameters, rule.pk) for rule in rules])
    return [Judged(rule, tuple(one for one in findings if one.rule.key == rule.pk)) for rule in rules]


def blocking_faults(proposal: Proposal, on: date) -> list[EligibilityRule]:
    """The rules that are not met and refuse the submission."""
    return [
        judged.rule for judged in judge(proposal, on) if judged.rule.is_blocking and judged.verdict == Verdict.NOT_MET
    ]
