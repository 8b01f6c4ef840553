from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.apps.forum.programmes import NINE, make_session, programmes

from grappe.apps.forum.exchange.clashes import room_clashes
from grappe.web.public.timetable import timetable_of

SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6), st.sampled_from(["", "A", "B"])), max_size=10)


def check(sessions, rooms):
    """Every session once, over the rows of its hours; every row filled once from side to side."""
    table = timetable_of(sessions, rooms)
    shown = [cell.session.guid for row in table.rows for cell in row.cells if cell.session]
    assert sorted(shown) == sorted(one.guid for one in sessions)
    covered = [0] * len(table.rows)
    for at, row in enumerate(table.rows):
        for cell in row.cells:
            for below in range(at, at + cell.rows):
                covered[below] += cell.columns
            if cell.session:
                ends = table.rows[at + cell.rows].begins if at + cell.rows < len(table.rows) else None
                assert row.begins == cell.session.begins
                assert ends is None or ends >= cell.session.ends
    assert covered == [len(table.columns)] * len(table.rows)


@given(spans=SPANS)
def test_the_table_is_whole_and_shows_every_session_once(spans):
    sessions = []
    for start, length, room in spans:
        begins = NINE + timedelta(minutes=10 * start)
        one = make_session(begins=begins, ends=begins + timedelta(minutes=10 * length), room=room)
        if not room_clashes([*sessions, one]):
            sessions.append(one)
    check(sessions, ["A", "B"])


@given(programme=programmes())
def test_any_programme_fits_its_tables(programme):
    for day in {one.day(programme.zone) for one in programme.sessions}:
        check(programme.sessions_of(day), [one.name for one in programme.rooms])


def test_what_is_alone_spans_the_rooms():
    hour = timedelta(hours=1)
    opening = make_session(room="A", ends=NINE + hour)
    beside = [make_session(room=room, begins=NINE + hour, ends=NINE + 2 * hour) for room in "AB"]
    table = timetable_of([opening, *beside], ["A", "B"])
    assert [cell.columns for cell in table.rows[0].cells] == [2]
    assert [cell.columns for cell in table.rows[1].cells] == [1, 1]
