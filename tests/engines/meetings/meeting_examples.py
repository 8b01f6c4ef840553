"""Small forums that a reader can plan by hand."""

from typing import Any

from grappe.engines.meetings import Participant, Problem, Request, Slot, Table

DZN = """
nBusiness = 3; nMeetings = 2; nTables = 1; nTotalSlots = 3; nMorningSlots = 2;
requested = [|1, 2, 1, |2, 3, 3|];
meetingsxBusiness = [{1,2},{1,2,3},{1,3}];
nMeetingsBusiness = [1, 2, 1];
forbidden = [{0},{0,2},{}];
fixed = [0, 3];
precedences = [{}, {1}];
"""


def forum(slots: int = 3, people: str = "ABC", pairs: tuple[str, ...] = ("AB", "BC"), **changes: Any) -> Problem:
    """One day, one session, two tables; every pair of letters is a compulsory meeting."""
    fields: dict[str, Any] = {
        "slots": (Slot(),) * slots,
        "participants": tuple(Participant(name) for name in people),
        "requests": tuple(Request(tuple(pair), compulsory=True) for pair in pairs),
        "tables": (Table(), Table()),
    }
    return Problem(**(fields | changes))
