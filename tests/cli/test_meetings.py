import json
from dataclasses import replace

import pytest
from tests.engines.meetings.meeting_examples import DZN, forum
from typer.testing import CliRunner

from grappe.cli.main import app
from grappe.engines import meetings

RUN = CliRunner()


@pytest.fixture
def instance(tmp_path):
    path = tmp_path / "small.dzn"
    path.write_text(DZN)
    return path


def test_a_published_instance_is_planned_and_checked(instance, tmp_path):
    out = tmp_path / "out.json"
    done = RUN.invoke(app, ["meetings", "plan", str(instance), "--fairness", "1", "--time", "20", "--json", str(out)])
    assert done.exit_code == 0
    assert "Status: optimal" in done.output
    assert "bound" in done.stderr
    fields = json.loads(out.read_text())
    assert (fields["status"], fields["breaks"], fields["lower_bound"], fields["seed"]) == ("optimal", 1, 1, 1)
    assert fields["assignments"] == [{"meeting": 1, "slot": 1, "table": 1}, {"meeting": 2, "slot": 3, "table": 1}]
    checked = RUN.invoke(app, ["meetings", "check", str(instance), str(out)])
    assert checked.exit_code == 0


def test_our_own_format_is_planned(tmp_path):
    path = tmp_path / "forum.json"
    path.write_text(meetings.problem_to_json(forum()))
    done = RUN.invoke(app, ["meetings", "plan", str(path)])
    assert done.exit_code == 0
    assert "Meetings: 2 of 2" in done.output


def test_a_wrong_plan_is_refused_by_the_check(instance, tmp_path):
    out = tmp_path / "out.json"
    rows = (meetings.Assignment(1, 1, 1), meetings.Assignment(2, 2, 1))
    made = meetings.Plan(meetings.Status.OPTIMAL, rows, breaks=5)
    out.write_text(meetings.plan_to_json(made))
    checked = RUN.invoke(app, ["meetings", "check", str(instance), str(out)])
    assert checked.exit_code == 1
    assert "slot.refused" in checked.output
    assert "figure.breaks" in checked.output


def test_no_plan_has_its_reason(tmp_path):
    path = tmp_path / "forum.json"
    people = (meetings.Participant("A"), meetings.Participant("B", unavailable=(1, 2)), meetings.Participant("C"))
    path.write_text(meetings.problem_to_json(replace(forum(), participants=people)))
    done = RUN.invoke(app, ["meetings", "plan", str(path)])
    assert done.exit_code == 1
    assert "B has 2 meetings" in done.output


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("{0,2}", "{0,9}", "UnknownSlot"),
        ("|2, 3, 3|", "|2, 2, 3|", "SelfMeeting"),
        ("|2, 3, 3|", "|2, 1, 3|", "ContradictoryInstance"),
        ("fixed = [0, 3]", "fixed = [0, 2]", "FixedSlotForbidden"),
        ("[{}, {1}]", "[{2}, {1}]", "ContradictoryPrecedence"),
    ],
)
def test_bad_input_is_refused_by_name(tmp_path, old, new, name):
    path = tmp_path / "bad.dzn"
    path.write_text(DZN.replace(old, new))
    done = RUN.invoke(app, ["meetings", "plan", str(path)])
    assert done.exit_code == 2
    assert name in done.stderr


@pytest.mark.parametrize(
    "options",
    [["--json", "nowhere/out.json"], ["--json", "."], ["--time", "-5"]],
    ids=["no folder", "a folder", "time"],
)
def test_what_cannot_be_kept_is_refused_before_computing(instance, options):
    done = RUN.invoke(app, ["meetings", "plan", str(instance), *options])
    assert done.exit_code == 2
    assert "Status" not in done.output


def test_a_meeting_that_does_not_exist_is_not_explained(instance, tmp_path):
    out = tmp_path / "out.json"
    RUN.invoke(app, ["meetings", "plan", str(instance), "--time", "20", "--json", str(out)])
    done = RUN.invoke(app, ["meetings", "explain", str(instance), str(out), "--meeting", "9"])
    assert done.exit_code == 2
    assert "UnknownRequest: There is no meeting 9" in done.stderr
    placed = RUN.invoke(app, ["meetings", "explain", str(instance), str(out), "--meeting", "1", "--no-gains"])
    assert "None of the requests asked about is left out." in placed.output


def test_missing_file_is_told():
    done = RUN.invoke(app, ["meetings", "plan", "nowhere.dzn"])
    assert done.exit_code == 2


def test_a_plan_is_explained_and_repaired(tmp_path):
    path, out, events = tmp_path / "forum.json", tmp_path / "out.json", tmp_path / "events.json"
    wishes = tuple(meetings.Request(tuple(pair), priority=2) for pair in ("AB", "AC"))
    path.write_text(meetings.problem_to_json(forum(slots=1, requests=wishes)))
    assert RUN.invoke(app, ["meetings", "plan", str(path), "--json", str(out)]).exit_code == 0
    why = tmp_path / "why.json"
    told = RUN.invoke(app, ["meetings", "explain", str(path), str(out), "--price", "-1", "--json", str(why)])
    assert told.exit_code == 0
    assert "A meets others in every slot possible here (1)" in told.output
    assert "One more slot at the end: weight +2 found (+1 meetings), at most +2" in told.output
    assert "With no rule of fairness: weight 2 of at most 2, breaks 0" in told.output
    assert json.loads(why.read_text())["format"] == "grappe.meetings.explanation/1"
    met = json.loads(out.read_text())["assignments"][0]["meeting"]
    gone = {"event": "no_show", "participant": "BC"[met - 1]}
    events.write_text(json.dumps({"format": "grappe.meetings.events/1", "events": [gone]}))
    new, rest = tmp_path / "new.json", tmp_path / "rest.json"
    options = ["--notice", "0", "--json", str(new), "--problem", str(rest)]
    done = RUN.invoke(app, ["meetings", "replan", str(path), str(out), str(events), *options])
    assert done.exit_code == 0
    assert "1 cancelled, 1 added; 2 participants to be told" in done.output
    assert RUN.invoke(app, ["meetings", "check", str(rest), str(new)]).exit_code == 0
