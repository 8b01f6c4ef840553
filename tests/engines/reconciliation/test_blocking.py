"""Blocking loses nothing of what it claims to keep, and repeats nothing."""

from hypothesis import given
from hypothesis import strategies as st
from tests.engines.reconciliation.record_strategies import registers

from grappe.engines.reconciliation import OrganisationRecord, Settings
from grappe.engines.reconciliation.blocking import candidate_pairs, country_groups
from grappe.engines.reconciliation.profiles import Profile, profiles_of
from grappe.engines.reconciliation.reference import cosine, shared_keys

ROUNDING = 1e-5


def may_meet(first: Profile, second: Profile) -> bool:
    return first.country == second.country or not first.country or not second.country


@given(registers(), st.booleans())
def test_pairs_that_share_a_key_are_kept(records: list[OrganisationRecord], across: bool) -> None:
    settings = Settings(rare_records=20, across_sources_only=across)
    profiles = profiles_of(records)
    kept = set(map(tuple, candidate_pairs(profiles, settings).tolist()))
    for second in range(len(profiles)):
        for first in range(second):
            one, other = profiles[first], profiles[second]
            if across and one.source == other.source:
                assert (first, second) not in kept
                continue
            shared = shared_keys(one, other)
            if shared["global"] or (may_meet(one, other) and (shared["name"] or shared["word"])):
                assert (first, second) in kept


@given(registers(), st.integers(min_value=1, max_value=3))
def test_nearest_names_are_kept(records: list[OrganisationRecord], neighbours: int) -> None:
    settings = Settings(neighbours=neighbours, rare_records=1, largest_block=2)
    profiles = profiles_of(records)
    kept = set(map(tuple, candidate_pairs(profiles, settings).tolist()))
    for members in country_groups(profiles):
        group = [profiles[at] for at in members]
        for at, one in zip(members, group, strict=True):
            near = {o: cosine(one, profiles[o], group) for o in members if o != at}
            for other, likeness in near.items():
                nearer = sum(value >= likeness - ROUNDING for o, value in near.items() if o != other)
                if likeness >= settings.minimum_cosine + ROUNDING and nearer < neighbours:
                    assert (min(at, other), max(at, other)) in kept


@given(registers())
def test_pairs_are_ordered_and_each_comes_once(records: list[OrganisationRecord]) -> None:
    pairs = candidate_pairs(profiles_of(records), Settings()).tolist()
    assert all(first < second for first, second in pairs)
    assert pairs == sorted(map(list, set(map(tuple, pairs))))


def test_a_key_of_too_many_records_is_set_aside() -> None:
    records = [
        OrganisationRecord(f"r{at}", (name,), website="host.eu", country=country)
        for at, (name, country) in enumerate([("Abcdef", "FR"), ("Ghijkl", "DE"), ("Mnopqr", "IT")])
    ]
    assert len(candidate_pairs(profiles_of(records), Settings(largest_block=2))) == 0
    assert len(candidate_pairs(profiles_of(records), Settings(largest_block=3))) == 3


def test_no_records_give_no_pairs() -> None:
    assert candidate_pairs(profiles_of([]), Settings()).shape == (0, 2)
