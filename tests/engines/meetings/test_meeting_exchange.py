"""Problems and plans travel as JSON without loss."""

import json

from hypothesis import given
from tests.engines.meetings.meeting_examples import forum
from tests.engines.meetings.meeting_strategies import forums_with_walks

from grappe.engines.meetings import Assignment, Plan, Problem, plan_from_json, plan_to_json, problem_from_json
from grappe.engines.meetings.exchange import problem_to_json
from grappe.engines.solving import Status


@given(forums_with_walks())
def test_problem_comes_back_as_it_left(problem: Problem) -> None:
    assert problem.present
    assert problem_from_json(problem_to_json(problem)) == problem


def test_plan_comes_back_with_the_fields_promised() -> None:
    plan = Plan(Status.OPTIMAL, (Assignment(1, 3, 2),), breaks=0, seed=7, seconds=1.5)
    text = plan_to_json(plan)
    assert plan_from_json(text) == plan
    fields = json.loads(text)
    assert fields["format"] == "grappe.meetings.plan/1"
    assert fields["assignments"] == [{"meeting": 1, "slot": 3, "table": 2}]
    assert {"status", "breaks", "lower_bound", "seconds", "seed"} <= set(fields)


def test_version_is_written() -> None:
    assert json.loads(problem_to_json(forum()))["format"] == "grappe.meetings.problem/1"
