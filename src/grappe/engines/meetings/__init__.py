"""One-to-one meetings at a forum: who meets whom, when and at which table, with proof, reasons and repair."""

from grappe.engines.meetings.checker import Fault, check, check_figures
from grappe.engines.meetings.errors import MeetingsError
from grappe.engines.meetings.exchange import plan_from_json, plan_to_json, problem_from_json, problem_to_json
from grappe.engines.meetings.measure import measure
from grappe.engines.meetings.minizinc import problem_from_dzn
from grappe.engines.meetings.plan import Assignment, Measure, Plan
from grappe.engines.meetings.planning import Params, plan
from grappe.engines.meetings.problem import (
    Interpreters,
    Kind,
    Level,
    Participant,
    Problem,
    Request,
    Slot,
    Table,
    Walk,
)
from grappe.engines.meetings.validation import validate
from grappe.engines.solving.status import Status

__all__ = [
    "Assignment",
    "Fault",
    "Interpreters",
    "Kind",
    "Level",
    "Measure",
    "MeetingsError",
    "Params",
    "Participant",
    "Plan",
    "Problem",
    "Request",
    "Slot",
    "Status",
    "Table",
    "Walk",
    "check",
    "check_figures",
    "measure",
    "plan",
    "plan_from_json",
    "plan_to_json",
    "problem_from_dzn",
    "problem_from_json",
    "problem_to_json",
    "validate",
]
