from hypothesis import given
from hypothesis import strategies as st

from grappe.web.ui.paging import page_window


def test_window_shows_first_last_and_neighbours():
    assert page_window(7, 20) == [1, None, 5, 6, 7, 8, 9, None, 20]


def test_gap_of_one_page_is_shown_as_that_page():
    assert page_window(5, 9) == [1, 2, 3, 4, 5, 6, 7, 8, 9]


@given(st.integers(1, 500).flatmap(lambda last: st.tuples(st.integers(1, last), st.just(last))))
def test_window_is_in_order_and_holds_the_page(pages):
    number, last = pages
    window = page_window(number, last)
    shown = [page for page in window if page is not None]

    assert shown == sorted(set(shown))
    assert {1, number, last} <= set(shown)
    assert len(window) <= 9
