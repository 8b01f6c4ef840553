from datetime import date
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from grappe.apps.directory.queries.cluster_page import connected
from grappe.web.public.succession_graph import generations


def succession(start, end):
    return SimpleNamespace(predecessor_id=start, successor_id=end, happened_on=date(2019, 1, 1))


pairs = st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] != pair[1])


def test_generation_is_the_longest_way():
    assert generations([succession(1, 2), succession(2, 3), succession(1, 3)]) == {1: 0, 2: 1, 3: 2}


@given(st.lists(pairs, max_size=12))
def test_generations_end_even_in_a_circle(found):
    depth = generations([succession(*pair) for pair in found])

    assert set(depth) == {end for pair in found for end in pair}


@given(st.lists(pairs, max_size=12), st.integers(0, 8))
def test_connected_keeps_what_is_linked_and_nothing_else(found, start):
    links = [(number, *pair) for number, pair in enumerate(found)]

    reached = {start}
    for _round in links:
        reached |= {end for pair in found for end in pair if reached & set(pair)}
    assert connected(links, start) == {number for number, one, _other in links if one in reached}
