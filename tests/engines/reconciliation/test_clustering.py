"""Groups: disjoint, independent of order, never through a conflict, never by a thin chain."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from grappe.engines.reconciliation import group_pairs, one_to_one

ids = st.sampled_from("abcdefgh")
scored = st.tuples(ids, ids, st.sampled_from([0.9, 0.95, 1.0])).filter(lambda pair: pair[0] < pair[1])
pair_lists = st.lists(scored, max_size=20, unique_by=lambda pair: pair[:2])
conflict_sets = st.frozensets(st.tuples(ids, ids).map(lambda pair: tuple(sorted(pair))), max_size=6)


def never(first: str, second: str) -> bool:
    return False


@given(pair_lists, conflict_sets)
def test_no_group_holds_a_conflict_and_groups_are_disjoint(
    pairs: list[tuple[str, str, float]], conflicts: frozenset[tuple[str, ...]]
) -> None:
    groups = group_pairs(pairs, lambda first, second: tuple(sorted((first, second))) in conflicts)
    members = [member for group in groups for member in group]
    assert len(members) == len(set(members))
    assert all(len(group) > 1 for group in groups)
    assert not any(pair in conflicts for group in groups for pair in combinations(group, 2))


@given(pair_lists, st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_of_pairs(pairs: list[tuple[str, str, float]], chance: object) -> None:
    turned = [(second, first, score) for first, second, score in pairs]
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert group_pairs(turned, never) == group_pairs(pairs, never)
    assert {frozenset(pair[:2]) for pair in one_to_one(turned)} == {frozenset(pair[:2]) for pair in one_to_one(pairs)}


def test_a_triangle_is_one_group() -> None:
    assert group_pairs([("a", "b", 1.0), ("b", "c", 0.9), ("a", "c", 0.9)], never) == (("a", "b", "c"),)


def test_a_chain_through_a_conflict_is_cut_at_its_weakest_link() -> None:
    pairs = [("a", "b", 0.99), ("b", "c", 0.95)]
    assert group_pairs(pairs, lambda first, second: {first, second} == {"a", "c"}) == (("a", "b"),)


def test_a_long_chain_of_look_alikes_is_not_one_group() -> None:
    chain = [(one, other, 0.95) for one, other in zip("abcdefg", "bcdefgh", strict=True)]
    assert max(len(group) for group in group_pairs(chain, never)) < 4


def test_one_to_one_gives_each_record_to_its_best() -> None:
    pairs = [("a", "x", 0.9), ("a", "y", 0.8), ("b", "x", 0.85), ("b", "y", 0.6)]
    assert one_to_one(pairs) == (("a", "x", 0.9), ("b", "y", 0.6))
