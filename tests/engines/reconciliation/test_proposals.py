"""Proposals: score, evidence, order, and the slow way beside the fast one."""

from math import exp, fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.reconciliation.record_strategies import registers

from grappe.engines.reconciliation import OrganisationRecord, Settings, packaged_weights, reconcile
from grappe.engines.reconciliation.comparison import compare, identifier_conflicts
from grappe.engines.reconciliation.profiles import profile_of, profiles_of
from grappe.engines.reconciliation.rarity import rarity_of
from grappe.engines.reconciliation.records import EXCLUSIVE_SCHEMES
from grappe.engines.reconciliation.reference import all_pairs

EVERYTHING = Settings(minimum_score=0, group_score=0, rare_records=50, neighbours=50, minimum_cosine=0.01)


def score(one: OrganisationRecord, other: OrganisationRecord) -> float:
    first, second = profiles_of([one, other])
    return compare(first, second, rarity_of([]), packaged_weights(), EXCLUSIVE_SCHEMES).score


def organisation(ident: str, name: str, **facts: object) -> OrganisationRecord:
    return OrganisationRecord(ident, (name,), country="DE", **facts)  # type: ignore[arg-type]


@given(registers())
def test_comparison_is_symmetric(records: list[OrganisationRecord]) -> None:
    rarity = rarity_of(profile_of(record).terms for record in records)
    first, second = map(profile_of, records[:2])
    there = compare(first, second, rarity, packaged_weights(), EXCLUSIVE_SCHEMES)
    back = compare(second, first, rarity, packaged_weights(), EXCLUSIVE_SCHEMES)
    assert there.score == back.score
    assert there == back


@given(registers(), st.booleans())
def test_the_fast_way_finds_what_the_slow_way_finds(records: list[OrganisationRecord], across: bool) -> None:
    settings = Settings(rare_records=50, neighbours=50, minimum_cosine=0.01, across_sources_only=across)
    assert reconcile(records, settings).pairs == all_pairs(records, settings)


@given(registers(), st.randoms(use_true_random=False))
def test_the_answer_does_not_depend_on_the_order(records: list[OrganisationRecord], chance: object) -> None:
    turned = list(records)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert reconcile(turned) == reconcile(records)


@given(registers())
def test_the_evidence_adds_up_to_the_score(records: list[OrganisationRecord]) -> None:
    for pair in reconcile(records, EVERYTHING).pairs:
        log_odds = fsum(reason.weight for reason in pair.evidence)
        assert 0 <= pair.score <= 1
        assert pair.first < pair.second
        assert pair.score == pytest.approx(1 / (1 + exp(-log_odds)), abs=1e-9)


@given(registers())
def test_no_group_holds_conflicting_identifiers(records: list[OrganisationRecord]) -> None:
    by_id = {record.id: profile_of(record) for record in records}
    for group in reconcile(records, EVERYTHING).groups:
        for one in group:
            assert not any(identifier_conflicts(by_id[one], by_id[other], EXCLUSIVE_SCHEMES) for other in group)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Technische Universität Darmstadt", "TECHNISCHE UNIVERSITAET DARMSTADT"),
        ("Ghent University", "Universiteit Gent"),
        ("Medical University of Graz", "MEDIZINISCHE UNIVERSITAT GRAZ"),
        ("Kiepenheuer Institut für Sonnenphysik", "KIEPENHEUERINSTITUT FUR SONNENPHYSIK"),
        ("Schmidtbauer Optik GmbH", "Schmidtbauer Optik Gesellschaft mit beschränkter Haftung"),
    ],
)
def test_spellings_of_one_body_score_high(one: str, other: str) -> None:
    assert score(organisation("a", one), organisation("b", other)) > 0.7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Universität Hamburg", "Universität Hannover"),
        ("Université Paris 6", "Université Paris 7"),
        ("Ministry of Education", "Ministry of Defence"),
        ("Alfa Consulting GmbH", "Beta Consulting GmbH"),
    ],
)
def test_look_alikes_score_low(one: str, other: str) -> None:
    assert score(organisation("a", one), organisation("b", other)) < 0.5


def test_an_identifier_carries_a_change_of_name() -> None:
    old = organisation("a", "Accelrys Limited", identifiers=(("lei", "X1"),))
    new = organisation("b", "Biovia Limited", identifiers=(("LEI", "x1"),))
    answer = reconcile([old, new])
    assert answer.groups == (("a", "b"),)
    assert answer.pairs[0].evidence[0].code == "identifier_agrees"
    assert answer.pairs[0].evidence[0].detail == ("lei", "X1")


def test_conflicting_identifiers_speak_against_one_name() -> None:
    one = organisation("a", "Schmidtbauer Optik GmbH", identifiers=(("siren", "1"),))
    other = organisation("b", "Schmidtbauer Optik GmbH", identifiers=(("siren", "2"),))
    assert reconcile([one, other]).pairs == ()
    seen = all_pairs([one, other], EVERYTHING)[0]
    assert "identifier_conflict" in {reason.code for reason in seen.evidence}


def test_short_names_domains_and_translations_are_told() -> None:
    one = OrganisationRecord("a", ("Österreichisches Forschungsinstitut für Optik",), website="http://www.ofo.at/en")
    other = OrganisationRecord("b", ("Austrian Research Institute of Optics",), ("OFO",), website="ofo.at")
    codes = {reason.code: reason.detail for reason in reconcile([one, other]).pairs[0].evidence}
    assert codes["domain_agrees"] == ("ofo.at",)
    assert "acronym" in codes
    assert "optics=optik" in codes["translated_words"]


def test_former_names_count() -> None:
    one = OrganisationRecord("a", ("Thinkstep AG", "PE International AG"), country="DE")
    assert score(one, organisation("b", "PE INTERNATIONAL")) > score(
        organisation("c", "Thinkstep AG"), organisation("b", "PE INTERNATIONAL")
    )
    assert reconcile([one, organisation("b", "PE INTERNATIONAL")]).groups == (("a", "b"),)


def test_two_records_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="id of its own"):
        reconcile([organisation("a", "x"), organisation("a", "y")])


@pytest.mark.parametrize(
    "wrong",
    [{"minimum_score": 0.9, "group_score": 0.5}, {"neighbours": 0}, {"minimum_cosine": 0}, {"largest_block": 1}],
)
def test_settings_refuse_what_makes_no_sense(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must"):
        Settings(**wrong)  # type: ignore[arg-type]
