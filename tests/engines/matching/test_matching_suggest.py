"""What suggestions promise, whatever the register."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.matching_registers import NAMES, SMALL, THEMES, registers

from grappe.engines.matching import (
    CallRules,
    Code,
    ForCluster,
    ForConsortium,
    ForMetaCluster,
    ForNeed,
    ForOrganisation,
    MatchingError,
    Role,
    Text,
    Wishes,
    prepare,
    question_from_json,
    register_from_json,
    suggest,
    to_json,
)
from grappe.engines.matching.exchange import answer_from_json

GROUND = prepare(SMALL)


def named(answer):
    return [one.id for one in answer.suggestions]


def codes(suggestion):
    return {reason.code for reason in suggestion.reasons}


def test_a_past_partner_comes_first_and_the_projects_are_the_evidence():
    first = suggest(GROUND, ForOrganisation("lab")).suggestions[0]
    assert first.id in {"firm", "giant"}
    reason = next(one for one in first.reasons if one.code is Code.WORKED_TOGETHER)
    assert reason.figures == {"projects": 1.0, "last_year": 2024.0 if first.id == "firm" else 2023.0}
    assert reason.evidence[0].id == ("p1" if first.id == "firm" else "p2")


def test_whoever_did_not_consent_appears_nowhere_not_even_as_evidence():
    for question in (ForOrganisation("lab"), ForConsortium(("giant", "lab")), ForNeed((Text("fibre lasers"),))):
        assert "silent" not in to_json(suggest(GROUND, question))


def test_one_never_worked_with_is_found_through_shared_partners():
    answer = suggest(GROUND, ForOrganisation("lab", wishes=Wishes(only_new=True)))
    assert "giant" not in named(answer)
    clinic = next(one for one in answer.suggestions if one.id == "clinic")
    shared = next(one for one in clinic.reasons if one.code is Code.SHARED_PARTNERS)
    # Two stand between them; only the one that may be found is named.
    assert shared.figures == {"partners": 2.0}
    assert [one.id for one in shared.evidence] == ["giant"]


def test_a_need_in_french_finds_an_offer_in_french_and_names_the_words():
    first = suggest(GROUND, ForNeed((Text("Nous cherchons un fabricant de lasers à fibre", "fr"),))).suggestions[0]
    assert first.id == "firm"
    offer = next(one for one in first.reasons if one.code is Code.OFFERS_WHAT_IS_NEEDED)
    assert offer.evidence[0].id == "s2"


def test_a_role_is_filled_and_the_countries_of_the_call_are_obeyed():
    question = ForConsortium(
        ("lab", "firm"),
        "lab",
        roles=(Role("clinical trial", kinds=frozenset({"laboratory"})),),
        rules=CallRules(countries=frozenset({"FR", "ES"}), least_countries=2),
    )
    answer = suggest(GROUND, question)
    assert named(answer) == ["clinic"]
    assert {Code.FILLS_ROLE, Code.MEETS_RULE} <= codes(answer.suggestions[0])


def test_a_dismissed_one_is_gone_and_its_like_falls():
    before = {one.id: one.score for one in suggest(GROUND, ForOrganisation("lab")).suggestions}
    after = {
        one.id: one.score
        for one in suggest(GROUND, ForOrganisation("lab", wishes=Wishes(dismissed=("giant",)))).suggestions
    }
    assert "giant" not in after
    assert before["clinic"] - after["clinic"] > before["town"] - after["town"]


def test_foreign_clusters_share_themes_and_projects_and_hidden_ones_stay_hidden():
    answer = suggest(GROUND, ForCluster("images"))
    assert named(answer)[0] == "light"
    assert {Code.SAME_THEMES, Code.MEMBERS_WORKED_TOGETHER} <= codes(answer.suggestions[0])
    assert "hidden" not in to_json(answer)


def test_pairs_of_clusters_of_one_sector_and_across_sectors():
    same = suggest(GROUND, ForMetaCluster()).suggestions
    assert [(one.id, one.other) for one in same] == [("images", "light")]
    across = suggest(GROUND, ForMetaCluster(across_sectors=True)).suggestions
    assert {(one.id, one.other) for one in across} == {("images", "care"), ("light", "care")}


@pytest.mark.parametrize(
    "ask",
    [
        lambda: ForNeed((Text("  "),)),
        lambda: ForConsortium(()),
        lambda: ForConsortium(("lab",), "firm"),
        lambda: Wishes(count=0),
        lambda: Wishes(diversity=2),
        lambda: suggest(GROUND, ForOrganisation("nobody")),
        lambda: suggest(GROUND, ForCluster("nobody")),
        lambda: question_from_json("{}"),
        lambda: replace(SMALL, organisations=SMALL.organisations * 2),
        lambda: replace(SMALL, organisations=SMALL.organisations[:1]),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(ask):
    with pytest.raises(MatchingError):
        ask()


def test_documents_come_back_as_they_went():
    assert register_from_json(to_json(SMALL)) == SMALL
    question = ForConsortium(("lab", "firm"), "lab", wishes=Wishes(kinds=frozenset({"firm"})))
    assert question_from_json(to_json(question)) == question
    answer = suggest(GROUND, question)
    assert answer_from_json(to_json(answer)) == answer


@settings(max_examples=60, deadline=None)
@given(
    registers(),
    st.builds(
        Wishes,
        count=st.integers(1, 5),
        kinds=st.sampled_from([None, frozenset({"firm"})]),
        countries=st.sampled_from([None, frozenset({"FR"})]),
        sectors=st.sampled_from([None, frozenset(THEMES[:1])]),
        active_since=st.sampled_from([None, 2020]),
        excluded=st.sampled_from([frozenset(), frozenset({"o3"})]),
        only_new=st.booleans(),
        dismissed=st.sampled_from([(), ("o2",)]),
        diversity=st.sampled_from([0.0, 0.5, 1.0]),
    ),
)
def test_must_haves_are_obeyed_exactly(register, wishes):
    answer = suggest(prepare(register), ForOrganisation("o0", themes=("a",), wishes=wishes))
    able = {one.id for one in register.organisations if fits(register, one, wishes)}
    assert set(named(answer)) <= able
    assert len(answer.suggestions) == min(wishes.count, len(able))
    assert answer.considered == len(able)
    assert all(one.reasons for one in answer.suggestions)
    hidden = {one.id for one in register.organisations if not one.findable} - {"o0"}
    shown = {evidence.id for one in answer.suggestions for reason in one.reasons for evidence in reason.evidence}
    assert not hidden & shown


def fits(register, one, wishes):
    years = [project.year for project in register.projects if one.id in project.members]
    together = any({"o0", one.id} <= set(project.members) for project in register.projects)
    return (
        one.findable
        and one.id not in {"o0", *wishes.excluded, *wishes.dismissed}
        and (wishes.kinds is None or one.kind in wishes.kinds)
        and (wishes.countries is None or one.country in wishes.countries)
        and (wishes.sectors is None or not wishes.sectors.isdisjoint(one.sectors))
        and (wishes.active_since is None or max(years, default=0) >= wishes.active_since)
        and not (wishes.only_new and together)
    )


@settings(max_examples=25, deadline=None)
@given(registers())
def test_diversity_keeps_the_first_and_changes_no_one_who_is_able(register):
    ground = prepare(register)
    plain = suggest(ground, ForOrganisation("o0", wishes=Wishes(count=len(NAMES))))
    varied = suggest(ground, ForOrganisation("o0", wishes=Wishes(count=len(NAMES), diversity=0.5)))
    assert named(plain)[:1] == named(varied)[:1]
    assert set(named(plain)) == set(named(varied))
