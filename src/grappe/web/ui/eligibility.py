"""Findings of eligibility as pages show them: per rule its text, per partner its sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from grappe.apps.calls.bridge.eligibility import Judged
from grappe.apps.calls.enums import Verdict
from grappe.apps.calls.models import EligibilityRule, ProposalPartner
from grappe.apps.calls.phrases.findings import told

TONES = {Verdict.MET: "leaf", Verdict.NOT_MET: "rust", Verdict.UNKNOWN: "must"}


@dataclass(frozen=True)
class ToldLine:
    """One finding in words; ``partner`` is empty where it is about the whole."""

    verdict: str
    tone: str
    sentence: str
    partner: str


@dataclass(frozen=True)
class ToldRule:
    rule: EligibilityRule
    verdict: str
    tone: str
    lines: tuple[ToldLine, ...]


def told_rules(judged: Iterable[Judged], partner: int | None = None) -> list[ToldRule]:
    """The rules in words; with a partner, only what is about it or about the whole."""
    rows = list(judged)
    keys = {finding.partner for row in rows for finding in row.findings if finding.partner is not None}
    named = ProposalPartner.objects.filter(pk__in=keys).values_list("pk", "organisation__legal_name")
    names = dict(named)
    return [
        ToldRule(
            row.rule,
            str(row.verdict.label),
            TONES[row.verdict],
            tuple(
                ToldLine(
                    str(one.verdict.label),
                    TONES[one.verdict],
                    told(one),
                    names.get(one.partner, "") if one.partner is not None else "",
                )
                for one in row.findings
                if partner is None or one.partner in {None, partner}
            ),
        )
        for row in rows
    ]
