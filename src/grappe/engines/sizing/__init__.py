"""Size category of an enterprise: EU SME definition and French classes, computed with their reasons."""

from grappe.engines.sizing.assessment import assess
from grappe.engines.sizing.checker import Fault, check
from grappe.engines.sizing.errors import SizingError
from grappe.engines.sizing.exchange import (
    packaged_rules,
    problem_from_json,
    problem_to_json,
    result_from_json,
    result_to_json,
    rules_from_json,
)
from grappe.engines.sizing.problem import Accounts, Enterprise, Holding, Investor, Kind, Problem
from grappe.engines.sizing.result import Assessment, Missing, Size, Step
from grappe.engines.sizing.rules import Definition, RuleBook
from grappe.engines.sizing.wording import TEMPLATES, render

__all__ = [
    "TEMPLATES",
    "Accounts",
    "Assessment",
    "Definition",
    "Enterprise",
    "Fault",
    "Holding",
    "Investor",
    "Kind",
    "Missing",
    "Problem",
    "RuleBook",
    "Size",
    "SizingError",
    "Step",
    "assess",
    "check",
    "packaged_rules",
    "problem_from_json",
    "problem_to_json",
    "render",
    "result_from_json",
    "result_to_json",
    "rules_from_json",
]
