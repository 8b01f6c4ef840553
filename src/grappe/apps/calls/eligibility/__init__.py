"""Eligibility that explains itself: pure functions from facts and rules to findings. No row, no clock, no engine."""

from grappe.apps.calls.eligibility.checks import CHECKS, check
from grappe.apps.calls.eligibility.facts import Ceiling, Facts, Finding, PartnerFacts, Rule

__all__ = ["CHECKS", "Ceiling", "Facts", "Finding", "PartnerFacts", "Rule", "check"]
