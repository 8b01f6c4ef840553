"""Weights learned from a history in which what counts is known."""

from dataclasses import replace

import numpy as np
import pytest

from grappe.engines.matching import (
    PLAIN,
    ForConsortium,
    ForOrganisation,
    Models,
    Organisation,
    Parameters,
    Project,
    Register,
    learn,
    learning,
    packaged_models,
    prepare,
    suggest,
)
from grappe.engines.matching.boosting import Growth
from grappe.engines.matching.choices import Examples
from grappe.engines.matching.errors import TooLittleHistoryError
from grappe.engines.matching.learning import LEAST_QUESTIONS, as_of, fitted, questions_of
from grappe.engines.matching.measures import MEASURES
from grappe.engines.matching.trees import NONE


def history(seed=3, teams=12, size=4):
    """Teams of fixed members that meet again every year, with a stranger each time."""
    rng = np.random.default_rng(seed)
    some = tuple(Organisation(f"o{place}", True, "firm", "FR") for place in range(teams * size + 30))
    projects = []
    for year in (2022, 2023, 2024):
        for team in range(teams):
            for turn in range(2):
                members = [f"o{team * size + place}" for place in range(size)]
                stranger = f"o{teams * size + int(rng.integers(30))}"
                projects.append(Project(f"{year}-{team}-{turn}", year, (*members, stranger), members[0]))
    return Register(2025, some, tuple(projects))


def test_a_history_of_lasting_teams_teaches_to_suggest_the_team():
    register = history()
    model = learn(register, 2024, PLAIN, consortium=False, name="teams")
    ground = prepare(register, Parameters(models=Models(model, model, PLAIN)))
    answer = suggest(ground, ForOrganisation("o0", leads=True))
    assert {one.id for one in answer.suggestions[:3]} == {"o1", "o2", "o3"}
    assert answer.model == "teams"
    # What never differs in this history keeps the weight it had.
    assert model.weight["words"] == PLAIN.weight["words"]


@pytest.mark.parametrize("consortium", [False, True])
def test_a_long_history_grows_trees_that_leave_the_team_first(monkeypatch, consortium):
    monkeypatch.setattr(learning, "LEAST_FOR_TREES", LEAST_QUESTIONS)
    register, growth = history(), Growth(trees=6, depth=2)
    model = learn(register, 2024, PLAIN, consortium=consortium, name="teams", growth=growth)
    assert len(model.trees.leaves) == growth.trees
    assert set(model.trees.asked) <= set(MEASURES)
    assert model == learn(register, 2024, PLAIN, consortium=consortium, name="teams", growth=growth)
    ground = prepare(register, Parameters(models=Models(model, model, PLAIN)))
    question = ForConsortium(("o0", "o1"), "o0") if consortium else ForOrganisation("o0", leads=True)
    assert {one.id for one in suggest(ground, question).suggestions[: 2 if consortium else 3]} >= {"o2", "o3"}
    bare = learn(register, 2024, PLAIN, consortium=consortium, name="teams", growth=None)
    assert bare == replace(model, trees=NONE)


def test_the_members_of_a_consortium_are_hidden_in_turn():
    register = history()
    ground, project = prepare(as_of(register, 2024)), register.projects[-1]
    asked = list(questions_of(ground, project, consortium=True))
    hidden = [{ground.register.organisations[place].id for place in chosen} for _, chosen in asked]
    known = {name for name in project.members if name in ground.register.place_of}
    assert set.union(*hidden) == known
    # The first is asked about with the plan and without.
    assert len(asked) == len(known) + 1
    assert hidden[0] == hidden[1]
    assert all(chosen.size == 1 and chosen[0] not in one.seeds for one, chosen in asked)


def test_nothing_of_the_year_asked_is_known_to_the_measures():
    register = history()
    assert {one.year for one in as_of(register, 2024).projects} == {2022, 2023}
    assert as_of(register, 2024).year == 2024


def test_a_short_history_is_refused():
    with pytest.raises(TooLittleHistoryError, match="20"):
        learn(history(), 2030, PLAIN, consortium=True, name="none")


def test_the_chance_of_a_choice_follows_the_share_in_which_it_was_taken():
    """One measure, two candidates: the logit of the share is the weight, but for the restraint."""
    values = np.zeros((200, len(MEASURES)))
    values[::2, 0] = 1.0
    chosen = np.zeros(200, dtype=bool)
    chosen[0:160:2] = True
    chosen[161::2] = True
    found = fitted(Examples(values, chosen, np.ones(200, dtype=bool), np.repeat(np.arange(100), 2)))
    assert found[0] == pytest.approx(np.log(80 / 20), rel=0.02)
    assert not found[1:].any()


def test_packaged_weights_name_only_known_measures_and_say_where_they_come_from():
    models = packaged_models()
    for model in (models.organisation, models.consortium, models.need):
        assert set(model.measures) <= set(MEASURES)
        assert model.provenance
