"""One-to-one meetings at a forum: who meets whom, when and at which table, with proof, reasons and repair.

The whole engine is a few functions on frozen dataclasses, all of which go to and from versioned JSON:

``plan_meetings(problem, stop, seed, params, report) -> Plan``
    the best plan found by the stop, with its bounds and the state of its proof;
``check_plan(problem, assignments) -> tuple[Finding, ...]``
    every rule a plan breaks, by a code that pages translate: none for a valid one; cheap enough for a manual move;
``explain(problem, assignments, stop, seed, params, report) -> Explanation``
    for each request left out why, and the cheapest change that would place it; what one more table, slot or half-day
    would give; the price of fairness;
``replan(problem, assignments, events, stop, seed, params, report) -> Replan``
    the plan after no-shows, late arrivals, lost tables and walk-ins, with as little change as possible.

`stop` (`grappe.engines.solving.Deadline(seconds)`) is asked again and again and may be any callable with
`remaining()`: a job that was cancelled answers True. `report` is told a `Progress(stage, value, bound)`.
"""

from grappe.engines.meetings.checker import check_figures, check_plan
from grappe.engines.meetings.errors import MeetingsError
from grappe.engines.meetings.events import Event, Late, Leaving, NoShow, TableLost, WalkIn, Withdrawal
from grappe.engines.meetings.exchange import (
    events_from_json,
    explanation_to_json,
    plan_from_json,
    plan_to_json,
    problem_from_json,
    problem_to_json,
    replan_to_json,
)
from grappe.engines.meetings.explaining import ExplainParams, explain
from grappe.engines.meetings.explanation import Change, ChangeKind, Explanation, FairnessPrice, Gain, Unplaced
from grappe.engines.meetings.finding import Finding
from grappe.engines.meetings.measure import measure
from grappe.engines.meetings.minizinc import problem_from_dzn
from grappe.engines.meetings.plan import Assignment, Measure, Plan
from grappe.engines.meetings.planning import Params, plan_meetings
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
from grappe.engines.meetings.replan import Replan, Shift, ShiftKind
from grappe.engines.meetings.replanning import DayParams, replan
from grappe.engines.meetings.validation import validate
from grappe.engines.solving.status import Status

__all__ = [
    "Assignment",
    "Change",
    "ChangeKind",
    "DayParams",
    "Event",
    "ExplainParams",
    "Explanation",
    "FairnessPrice",
    "Finding",
    "Gain",
    "Interpreters",
    "Kind",
    "Late",
    "Leaving",
    "Level",
    "Measure",
    "MeetingsError",
    "NoShow",
    "Params",
    "Participant",
    "Plan",
    "Problem",
    "Replan",
    "Request",
    "Shift",
    "ShiftKind",
    "Slot",
    "Status",
    "Table",
    "TableLost",
    "Unplaced",
    "Walk",
    "WalkIn",
    "Withdrawal",
    "check_figures",
    "check_plan",
    "events_from_json",
    "explain",
    "explanation_to_json",
    "measure",
    "plan_from_json",
    "plan_meetings",
    "plan_to_json",
    "problem_from_dzn",
    "problem_from_json",
    "problem_to_json",
    "replan",
    "replan_to_json",
    "validate",
]
