"""`grappe selection` on a round small enough to be checked by hand."""

import json

import pytest
from typer.testing import CliRunner

from grappe.cli.main import app

RUN = CliRunner()
# 10 for 60 by the State alone; 9 and 8 for 50 each. The State has 100: 9 and 8 together beat 10.
ROUND = {
    "projects": [
        {"id": "a", "score": 10, "partners": [{"id": "firm", "need": 60}], "low": 9, "high": 20},
        {"id": "b", "score": 9, "partners": [{"id": "firm", "need": 50}]},
        {"id": "c", "score": 8, "partners": [{"id": "firm", "need": 50}]},
    ],
    "funders": [{"id": "state", "budget": 100}],
    "reserve": 1,
}


def written(tmp_path, content):
    path = tmp_path / "problem.json"
    path.write_text(json.dumps({"format": "grappe.selection.problem/1", "content": content}))
    return path


@pytest.fixture
def problem(tmp_path):
    return written(tmp_path, ROUND)


@pytest.fixture
def portfolio(problem, tmp_path):
    path = tmp_path / "out.json"
    done = RUN.invoke(app, ["selection", "solve", str(problem), "--json", str(path), "--time", "20"])
    assert done.exit_code == 0, done.output
    return path


def test_a_round_is_solved_written_and_checked(problem, portfolio):
    content = json.loads(portfolio.read_text())["content"]
    assert (content["funded"], content["status"], content["value"]) == (["b", "c"], "optimal", "17")
    assert content["reserve"] == ["a"]
    assert sum(float(one["amount"]) for one in content["grants"]) == 100
    done = RUN.invoke(app, ["selection", "check", str(problem), str(portfolio)])
    assert done.exit_code == 0, done.output


def test_a_changed_payment_is_found_out(problem, portfolio):
    document = json.loads(portfolio.read_text())
    document["content"]["grants"][0]["amount"] = "51.00"
    portfolio.write_text(json.dumps(document))
    done = RUN.invoke(app, ["selection", "check", str(problem), str(portfolio)])
    assert done.exit_code == 1
    assert "partner.ceiling: firm of b" in done.output
    assert "funder.budget: state" in done.output


def test_a_refusal_says_what_it_displaces_and_what_it_lacks(problem, portfolio):
    done = RUN.invoke(app, ["selection", "explain", str(problem), str(portfolio), "--project", "a"])
    assert done.exit_code == 0, done.output
    assert "would displace b, c" in done.output
    assert "7 of value lost" in done.output
    assert "lacks 60 EUR in state" in done.output
    assert "a score of 17" in done.output
    assert "cheapest: 10 EUR in state" in done.output


def test_a_funded_project_has_no_refusal(problem, portfolio):
    done = RUN.invoke(app, ["selection", "explain", str(problem), str(portfolio), "--project", "b"])
    assert done.exit_code == 2
    assert "b is no refused project" in done.output


def test_what_if_answers_from_the_portfolio(problem, portfolio):
    asked = ["selection", "whatif", str(problem), str(portfolio)]
    done = RUN.invoke(app, [*asked, "--budget", "state=110"])
    assert "Value +2. In: a. Out: c." in done.output
    assert "Value -7. In: a. Out: b, c." in RUN.invoke(app, [*asked, "--pin", "a"]).output
    assert RUN.invoke(app, [*asked, "--budget", "state=50", "--pin", "a"]).exit_code == 1
    refused = RUN.invoke(app, [*asked, "--budget", "crown=50"])
    assert refused.exit_code == 2
    assert "budgets: crown is not described" in refused.output
    assert "give NAME=NUMBER" in RUN.invoke(app, [*asked, "--score", "a:5"]).output


def test_thresholds_say_where_each_decision_turns(problem, portfolio):
    done = RUN.invoke(app, ["selection", "thresholds", str(problem), str(portfolio)])
    assert done.exit_code == 0, done.output
    assert "a: out; from a score of 17" in done.output
    assert "b: in; from a score of 2" in done.output


def test_membership_and_simpler_rules_are_told(problem, portfolio):
    done = RUN.invoke(app, ["selection", "membership", str(problem), "--draws", "20"])
    assert done.exit_code == 0, done.output
    assert "Sometimes in: a " in done.output
    done = RUN.invoke(app, ["selection", "compare", str(problem), str(portfolio)])
    assert "By rank order: value 10, 41.18% less, 1 projects." in done.output


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("projects", 0, "score"), -1, "projects.a.score: -1 is no score"),
        (("projects", 1, "id"), "a", "projects: 2 are named a"),
        (("projects", 0, "partners", 0, "need"), -5, "projects.a.partners.firm.need: -5 is no amount"),
        (("projects", 0, "partners", 0, "need"), 0.001, "finer than a cent"),
        (("projects", 0, "partners", 0, "need"), "much", "content.projects.0.partners.0.need"),
        (("projects", 0, "low"), 11, "its score 10 is not between 11 and 20"),
        (("funders", 0, "share_of_project"), 1.5, "funders.state.share_of_project: 1.5 is no share"),
        (("pinned",), ["z"], "pinned: z is not described"),
        (("most_projects",), -1, "most_projects: -1 is no number"),
        (("groups",), [{"id": "g", "projects": ["y"]}], "groups.g.projects: y is not described"),
        (("budgets",), [], "content.budgets: Unexpected"),
    ],
)
def test_bad_input_is_refused_by_name_and_place(tmp_path, path, value, said):
    content = json.loads(json.dumps(ROUND))
    place = content
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    done = RUN.invoke(app, ["selection", "solve", str(written(tmp_path, content))])
    assert done.exit_code == 2
    assert said in done.output


def test_what_is_pinned_and_cannot_be_paid_is_told(tmp_path):
    done = RUN.invoke(app, ["selection", "solve", str(written(tmp_path, ROUND | {"pinned": ["a", "b"]}))])
    assert done.exit_code == 1
    assert "What is pinned cannot be paid." in done.output
