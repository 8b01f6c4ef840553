"""Random forums small enough for the reference to enumerate, with every kind of rule."""

from dataclasses import replace
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from grappe.engines.meetings import Interpreters, Kind, Level, Participant, Problem, Request, Slot, Table, Walk
from grappe.engines.meetings.availability import obstacle

NAMES = "ABCD"
LEVELS = [
    (Level.WEIGHT, Level.BREAKS),
    (Level.WEIGHT, Level.SHORTFALL, Level.SPREAD, Level.BREAKS),
    (Level.WEIGHT, Level.BREAKS, Level.SPREAD),
    (Level.WEIGHT,),
]


def some(slots: int) -> st.SearchStrategy[tuple[int, ...]]:
    """A few slots, most often none."""
    return st.lists(st.integers(1, slots), max_size=2, unique=True).map(tuple) | st.just(())


@st.composite
def requests(draw: Any, slots: int, number: int, *, rich: bool) -> Request:
    pairs = list(combinations(NAMES, 2)) + ([tuple("ABC")] if rich else [])
    people = draw(st.sampled_from(pairs))
    if not rich:
        return Request(people, compulsory=True, forbidden=draw(some(slots)))
    kind = draw(st.sampled_from([Kind.ON_SITE] * 4 + [Kind.REMOTE, Kind.HYBRID]))
    return Request(
        people,
        priority=draw(st.integers(1, 3)),
        mutual=draw(st.booleans()),
        compulsory=draw(st.sampled_from([False, False, False, True])) and not {"C", "D"} <= set(people),
        kind=kind,
        fixed=draw(st.sampled_from([None] * 8 + [1, 2])) if number == 1 else None,
        length=draw(st.sampled_from([1, 1, 1, 2])),
        session=draw(st.sampled_from([None, None, "am"])),
        forbidden=draw(some(slots)),
        after=(draw(st.integers(1, number - 1)),) if number > 1 and draw(st.integers(0, 3)) == 0 else (),
        equipment=draw(st.sampled_from([(), (), ("screen",)])) if kind is Kind.ON_SITE else (),
        language=draw(st.sampled_from([None, None, None, "de"])),
    )


def two_sided(people: tuple[str, ...]) -> tuple[str, ...]:
    """A buyer (A or C) and a seller (B or D) instead of any pair; a compulsory one never unites C and D."""
    pair = {("A", "C"): ("A", "B"), ("B", "D"): ("A", "D"), ("A", "B", "C"): ("B", "C")}
    return pair.get(people, people)


@st.composite
def rich_forums(draw: Any) -> Problem:
    """Up to 4 requests, 4 slots and 2 tables under every kind of rule."""
    slots = draw(st.integers(2, 4))
    sides = draw(st.sampled_from([{}, {}, dict(zip(NAMES, ("buyer", "seller", "buyer", "seller"), strict=True))]))
    asked = [draw(requests(slots, number, rich=True)) for number in range(1, draw(st.integers(1, 4)) + 1)]
    if sides:  # only the two sides meet
        asked = [replace(one, participants=two_sided(one.participants)) for one in asked]
    evening = draw(st.integers(1, slots))
    problem = Problem(
        slots=tuple(
            Slot(
                "am" if number <= evening else "pm",
                day=1 if number <= evening else draw(st.just(2)),
                start=600 + 60 * number,
            )
            for number in range(1, slots + 1)
        ),
        participants=tuple(
            Participant(
                name,
                delegates=draw(st.sampled_from([1, 1, 1, 2])),
                unavailable=draw(some(slots)),
                busy=draw(some(slots)),
                minimum=draw(st.sampled_from([0, 0, 1])),
                maximum=draw(st.sampled_from([None, None, 1, 2])),
                groups=draw(st.sampled_from([(), ("sme",), ("foreign",), ("sme", "foreign")])),
                side=sides.get(name, ""),
                hours=draw(st.sampled_from([None, None, None, (8 * 60, 18 * 60), (22 * 60, 6 * 60)])),
                utc_offset=draw(st.sampled_from([0, 0, 5 * 60, -7 * 60, 12 * 60])),
            )
            for name in NAMES
        ),
        requests=tuple(asked),
        tables=(
            Table(seats=draw(st.sampled_from([2, 3])), zone="x", equipment=draw(st.sampled_from([(), ("screen",)]))),
            Table(seats=3, zone="y", equipment=("video",), unavailable=draw(some(slots))),
        )[: draw(st.integers(1, 2))],
        interpreters=(Interpreters("de", draw(st.integers(0, 1)), draw(some(slots))),),
        apart=draw(st.sampled_from([(), (), (("C", "D"),)])),
        fairness=draw(st.sampled_from([None, 0, 1, 2])),
        objective=draw(st.sampled_from(LEVELS)),
    )
    free = [
        one if one.fixed is None or obstacle(problem, one, one.fixed) is None else replace(one, fixed=None)
        for one in asked
    ]
    return replace(problem, requests=tuple(free))


@st.composite
def forums_with_walks(draw: Any) -> Problem:
    problem = draw(rich_forums())
    if len(problem.tables) < 2:
        return problem
    return Problem(**{**fields(problem), "walks": (Walk(("x", "y"), draw(st.integers(0, 2))),)})


def fields(problem: Problem) -> dict[str, Any]:
    return {name: getattr(problem, name) for name in Problem.__dataclass_fields__}


@st.composite
def published_forums(draw: Any) -> Problem:
    """The published form: all meetings compulsory, sessions, absences, precedences, fairness."""
    slots = draw(st.integers(2, 5))
    morning = draw(st.integers(1, slots))
    count = draw(st.integers(1, 4))
    meetings = []
    for number in range(1, count + 1):
        one = draw(requests(slots, number, rich=False))
        after = (draw(st.integers(1, number - 1)),) if number > 1 and draw(st.integers(0, 4)) == 0 else ()
        session = draw(st.sampled_from([None, None, "morning"]))
        meetings.append(Request(**{**vars(one), "after": after, "session": session}))
    return Problem(
        slots=tuple(Slot("morning" if number <= morning else "afternoon") for number in range(1, slots + 1)),
        participants=tuple(Participant(name, unavailable=draw(some(slots))) for name in NAMES),
        requests=tuple(meetings),
        tables=(Table(),) * draw(st.integers(1, 2)),
        fairness=draw(st.sampled_from([None, 0, 1, 2])),
        objective=(Level.WEIGHT, Level.BREAKS),
    )
