"""The fast measures against the plain ones."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.matching_registers import SMALL, registers

from grappe.engines.matching import ForConsortium, Parameters, Project, prepare
from grappe.engines.matching.asking import asked_of
from grappe.engines.matching.measures import MOST, measured
from grappe.engines.matching.overlap import LITTLE
from grappe.engines.matching.reference import (
    plain_allocation,
    plain_nearness,
    plain_overlaps,
    plain_partners,
    plain_plan_walk,
    plain_theme_likeness,
    plain_together,
    plain_walk,
)

RATES = st.sampled_from((None, 0.0, 0.7, 1.0))


@settings(max_examples=40, deadline=None)
@given(registers(), st.booleans())
def test_measures_of_the_graph_are_those_of_the_reference(register, two):
    asking = [one.id for one in register.organisations[: 2 if two else 1]]
    ground = prepare(register)
    found = measured(ground, asked_of(ground, ForConsortium(tuple(asking))))
    memory = Parameters().memory
    for place, one in enumerate(register.organisations):
        if one.id in asking:
            continue
        assert found.column("together")[place] == pytest.approx(np.log1p(plain_together(register, asking, one.id)))
        allocated = min(plain_allocation(register, asking, one.id), MOST)
        assert found.column("shared_partners")[place] ** 2 == pytest.approx(allocated)
        walked = np.exp(found.column("walk")[place]) - 1e-6
        assert walked == pytest.approx(plain_walk(register, asking, one.id), abs=1e-9)
        alike = plain_theme_likeness(register, asking, one.id, memory)
        assert found.column("themes_alike")[place] == pytest.approx(alike)
        links = sum(one.id in plain_partners(register, name) for name in asking)
        assert found.column("links")[place] == pytest.approx(np.log1p(links))


@settings(max_examples=40, deadline=None)
@given(registers(), st.booleans(), st.sampled_from((None, 1e5, 2e6)), st.sampled_from((None, 12.0, 40.0)), RATES)
def test_past_projects_are_compared_with_the_group_and_the_plan_as_the_reference_does(
    register, two, budget, months, rate
):
    asking = [one.id for one in register.organisations[: 2 if two else 1]]
    themes = tuple({theme for one in register.projects for theme in one.themes})[:1]
    ground = prepare(register)
    plan = Project("plan", register.year, (), None, themes, budget, months, rate)
    question = ForConsortium(tuple(asking), None, themes, budget, months, rate)
    found = measured(ground, asked_of(ground, question))
    walked = plain_plan_walk(register, asking, plan) if themes else {}
    shared = [one for one in register.projects if len({*one.members, *filter(None, [one.lead])}) > 1]
    for place, one in enumerate(register.organisations):
        if one.id in asking:
            continue
        overlaps = plain_overlaps(register, asking, one.id)
        assert found.column("overlap")[place] ** 2 == pytest.approx(sum(each**2 for each in overlaps))
        assert found.column("overlap_best")[place] == pytest.approx(max(overlaps, default=0.0))
        chance = 1e-6 * np.expm1(found.column("plan_walk")[place])
        assert chance == pytest.approx(walked.get(one.id, 0.0), abs=1e-9)
        theirs = [each for each in shared if one.id in (*each.members, each.lead) and set(each.themes) & set(themes)]
        near = sum(plain_nearness(each, plan) for each in theirs)
        assert np.expm1(found.column("plan_any")[place]) * LITTLE == pytest.approx(near, abs=1e-9)


def test_a_call_that_wants_more_countries_favours_a_new_one():
    from grappe.engines.matching import CallRules

    ground = prepare(SMALL)
    found = measured(ground, asked_of(ground, ForConsortium(("lab", "firm"), rules=CallRules(least_countries=2))))
    assert found.column("rules").tolist() == [0, 0, 1, 0, 1, 1, 0]


def test_without_a_call_no_country_meets_a_rule():
    from grappe.engines.matching import ForNeed, Text

    ground = prepare(SMALL)
    assert not measured(ground, asked_of(ground, ForNeed((Text("lasers"),)))).column("rules").any()


def test_own_texts_are_compared_as_if_they_were_told_again():
    register = SMALL
    ground = prepare(register)
    library = ground.library
    own = library.texts_of(0)
    again = library.asked([library.sources[place].text for place in own]).words
    np.testing.assert_allclose(library.asked_by(np.array([0])).words, again)
