"""Which projects to fund and who pays what: the best portfolio with its proof, reasons, and how firm it stands."""

from grappe.engines.selection.checker import Fault, broken_limits, check, value_of
from grappe.engines.selection.comparison import compare
from grappe.engines.selection.errors import SelectionError
from grappe.engines.selection.exchange import answer_to_json, portfolio_from_json, problem_from_json, problem_to_json
from grappe.engines.selection.explaining import explain
from grappe.engines.selection.membership import membership, thresholds
from grappe.engines.selection.problem import (
    Ceiling,
    Envelope,
    Funder,
    Group,
    Parity,
    Partner,
    Problem,
    Project,
    Scope,
)
from grappe.engines.selection.questions import Question, changed, what_if
from grappe.engines.selection.result import (
    Answer,
    Cause,
    Certificate,
    Comparison,
    Explanation,
    Grant,
    Lack,
    Member,
    Membership,
    Portfolio,
    Refusal,
    Rival,
    Standing,
    Threshold,
    Thresholds,
)
from grappe.engines.selection.selection import select

__all__ = [
    "Answer",
    "Cause",
    "Ceiling",
    "Certificate",
    "Comparison",
    "Envelope",
    "Explanation",
    "Fault",
    "Funder",
    "Grant",
    "Group",
    "Lack",
    "Member",
    "Membership",
    "Parity",
    "Partner",
    "Portfolio",
    "Problem",
    "Project",
    "Question",
    "Refusal",
    "Rival",
    "Scope",
    "SelectionError",
    "Standing",
    "Threshold",
    "Thresholds",
    "answer_to_json",
    "broken_limits",
    "changed",
    "check",
    "compare",
    "explain",
    "membership",
    "portfolio_from_json",
    "problem_from_json",
    "problem_to_json",
    "select",
    "thresholds",
    "value_of",
    "what_if",
]
