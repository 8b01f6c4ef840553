from tests.engines.matching.matching_registers import SMALL
from typer.testing import CliRunner

from grappe.cli.main import app
from grappe.engines.matching import ForOrganisation, answer_from_json, to_json

RUN = CliRunner()


def written(folder, name, content):
    (folder / name).write_text(to_json(content), encoding="utf-8")
    return str(folder / name)


def test_a_question_is_answered_with_reasons_and_evidence(tmp_path):
    files = [written(tmp_path, "register.json", SMALL), written(tmp_path, "question.json", ForOrganisation("lab"))]
    told = RUN.invoke(app, ["matching", "suggest", *files]).output
    assert "worked together; projects 1; last_year 2024" in told
    assert "silent" not in told
    answer = answer_from_json(RUN.invoke(app, ["matching", "suggest", *files, "--json"]).output)
    assert answer.suggestions[0].id in told


def test_what_cannot_be_answered_is_refused_in_words(tmp_path):
    register = written(tmp_path, "register.json", SMALL)
    asked = written(tmp_path, "question.json", ForOrganisation("nobody"))
    done = RUN.invoke(app, ["matching", "suggest", register, asked])
    assert (done.exit_code, "nobody" in done.output) == (2, True)
    few = RUN.invoke(app, ["matching", "learn", register, "--year", "2025", "--out", str(tmp_path / "weights.json")])
    assert few.exit_code == 2
    assert "20" in few.output
    assert not (tmp_path / "weights.json").exists()
