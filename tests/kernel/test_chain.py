from hypothesis import given
from hypothesis import strategies as st

from grappe.kernel.chain import START, link_hash

TEXTS = st.lists(st.none() | st.text(), max_size=4)


def test_the_hash_is_that_of_the_documented_text():
    # As sha256sum gives it for ["grappe-chain/1",1,"00...0","a",null]: the log can be checked in any language.
    assert link_hash(START, 1, ["a", None]) == "74db2e728adc2496523fd81667945e1c10d4db63965fc82f644b9266312e9937"


@given(TEXTS, TEXTS, st.integers(1, 9), st.integers(1, 9))
def test_no_two_different_entries_share_a_hash(one, other, place, elsewhere):
    same = (one, place) == (other, elsewhere)
    assert (link_hash(START, place, one) == link_hash(START, elsewhere, other)) is same


@given(TEXTS)
def test_a_link_depends_on_the_one_before(content):
    assert link_hash(START, 2, content) != link_hash("1" * 64, 2, content)


def test_texts_cannot_move_from_one_part_to_the_next():
    assert link_hash(START, 1, ["ab", "c"]) != link_hash(START, 1, ["a", "bc"])
    assert link_hash(START, 1, ['a","b']) != link_hash(START, 1, ["a", "b"])
