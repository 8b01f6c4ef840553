"""Reviewers to proposals: the best assignment with its proof, lotteries, repairs, and what stands in the way."""

from grappe.engines.assignment.assign import Trade, assign, frontier
from grappe.engines.assignment.checker import Fault, broken_limits, check
from grappe.engines.assignment.errors import AssignmentError
from grappe.engines.assignment.exchange import answer_to_json, problem_from_json, problem_to_json, result_from_json
from grappe.engines.assignment.infeasibility import diagnose
from grappe.engines.assignment.lottery import draw_lots, sample
from grappe.engines.assignment.problem import (
    Affinities,
    Demand,
    Pair,
    Problem,
    Proposal,
    Reviewer,
    problem_from_matrix,
)
from grappe.engines.assignment.repair import declining, repair
from grappe.engines.assignment.result import (
    Assignment,
    Certificate,
    Change,
    Fairness,
    Infeasibility,
    Lottery,
    Objective,
    Remedy,
    Repair,
    Share,
)

__all__ = [
    "Affinities",
    "Assignment",
    "AssignmentError",
    "Certificate",
    "Change",
    "Demand",
    "Fairness",
    "Fault",
    "Infeasibility",
    "Lottery",
    "Objective",
    "Pair",
    "Problem",
    "Proposal",
    "Remedy",
    "Repair",
    "Reviewer",
    "Share",
    "Trade",
    "answer_to_json",
    "assign",
    "broken_limits",
    "check",
    "declining",
    "diagnose",
    "draw_lots",
    "frontier",
    "problem_from_json",
    "problem_from_matrix",
    "problem_to_json",
    "repair",
    "result_from_json",
    "sample",
]
