"""Who does not move keeps the table; where a long meeting finds none, the fewest others change theirs."""

from tests.engines.meetings.meeting_examples import forum

from grappe.engines.meetings import Assignment, Participant, Request, Table
from grappe.engines.meetings.board import Board
from grappe.engines.meetings.grid import compile_grid
from grappe.engines.meetings.seating import keep_seats

BEFORE = {0: Assignment(1, 1, 1), 1: Assignment(2, 2, 2), 2: Assignment(3, 3, 2)}


def seated(first: int) -> tuple[Assignment, ...]:
    people = tuple(Participant(name) for name in "ABCDEFGH")
    wishes = (Request(("A", "B")), Request(("C", "D")), Request(("E", "F")), Request(("G", "H"), length=2))
    board = Board(compile_grid(forum(participants=people, requests=wishes, tables=(Table(), Table()))))
    for meeting, slot in enumerate((0, 1, 2, 0)):
        board.place(meeting, slot, 1)
    return keep_seats(board, BEFORE, first)


def test_a_long_meeting_sends_one_short_one_to_another_table() -> None:
    assert seated(0) == (Assignment(1, 1, 2), BEFORE[1], BEFORE[2], Assignment(4, 1, 1))


def test_a_meeting_that_has_begun_is_not_sent_away() -> None:
    assert seated(1) == (BEFORE[0], Assignment(2, 2, 1), BEFORE[2], Assignment(4, 1, 2))
