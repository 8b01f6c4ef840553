"""Programmes for tests: one plain, and any that an edition could have."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from hypothesis import strategies as st

from grappe.apps.forum.enums import SessionKind, SessionPart
from grappe.apps.forum.exchange.programme import (
    DayRecord,
    PartRecord,
    Programme,
    RoomRecord,
    SessionRecord,
    SpeakerRecord,
    TrackRecord,
    in_order,
)
from grappe.apps.forum.exchange.schedule_json import Heading

HEADING = Heading("Forum 2027", "forum2027", "3", "https://forum.example/fr/forum/2027/programme/")
FIRST = date(2027, 11, 18)
NINE = datetime(2027, 11, 18, 8, 0, tzinfo=UTC)
LETTERS = st.characters(categories=("L", "N", "P", "Zs"), exclude_characters="\u2028\u2029")


def make_session(**values: Any) -> SessionRecord:
    values = {
        "guid": uuid4(),
        "begins": NINE,
        "ends": NINE + timedelta(minutes=30),
        "title_fr": "Titre",
        "title_en": "Title",
    } | values
    return SessionRecord(**values)


def make_programme(*sessions: SessionRecord, **values: Any) -> Programme:
    rooms = {one.room for one in sessions if one.room}
    values = {
        "days": (DayRecord(date=FIRST),),
        "rooms": tuple(RoomRecord(guid=UUID(int=at), name=name) for at, name in enumerate(sorted(rooms), start=1)),
        "sessions": sessions,
    } | values
    return in_order(Programme(**values))


def texts(largest: int, *, least: int = 0) -> st.SearchStrategy[str]:
    """Texts as forms keep them: no space at either end, none doubled."""
    whole = st.text(LETTERS, max_size=largest).map(lambda text: " ".join(text.split()))
    return whole.filter(lambda text: len(text) >= least)


def named(record: type[Any], field: str, **values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    """A few records, each with a name and a guid of its own."""
    each = st.builds(record, guid=st.uuids(), **{field: texts(20, least=1)}, **values)
    return st.lists(each, max_size=4, unique_by=(lambda one: getattr(one, field), lambda one: one.guid))


ROOMS = named(RoomRecord, "name", capacity=st.none() | st.integers(0, 5000), floor=texts(10))
PEOPLE = named(SpeakerRecord, "full_name", job_title=texts(10), biography_fr=texts(20), biography_en=texts(20))
TRACKS = st.lists(
    st.builds(TrackRecord, name_fr=texts(12).map("F{}".format), name_en=texts(12).map("E{}".format)),
    max_size=2,
    unique_by=(lambda one: one.name_fr, lambda one: one.name_en),
)


def parts_among(people: list[SpeakerRecord]) -> st.SearchStrategy[tuple[PartRecord, ...]]:
    if not people:
        return st.just(())
    guids = st.sampled_from([one.guid for one in people])
    each = st.builds(PartRecord, speaker=guids, part=st.sampled_from(SessionPart))
    return st.lists(each, max_size=3, unique=True).map(tuple)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Two days, some rooms, sessions one after the other in each room or without a room, people with parts."""
    rooms, tracks, people = draw(ROOMS), draw(TRACKS), draw(PEOPLE)
    sessions = []
    for at, guid in enumerate(draw(st.lists(st.uuids(), max_size=6, unique=True))):
        begins = NINE + timedelta(hours=at % 3, days=at // 3)
        each = st.builds(
            SessionRecord,
            guid=st.just(guid),
            kind=st.sampled_from(SessionKind),
            begins=st.just(begins),
            ends=st.integers(1, 60).map(lambda minutes, begins=begins: begins + timedelta(minutes=minutes)),
            room=st.sampled_from(["", *(one.name for one in rooms)]),
            track=st.sampled_from(["", *(one.name_fr for one in tracks)]),
            title_fr=texts(20, least=1),
            title_en=texts(20),
            abstract_fr=texts(30),
            abstract_en=texts(30),
            language=st.sampled_from(["fr", "en", "", "de"]),
            is_recorded=st.booleans(),
            parts=parts_among(people),
        )
        sessions.append(draw(each))
    taking_part = {part.speaker for one in sessions for part in one.parts}
    return in_order(
        Programme(
            days=(DayRecord(date=FIRST, title_fr="Ouverture"), DayRecord(date=FIRST + timedelta(days=1))),
            rooms=tuple(rooms),
            tracks=tuple(tracks),
            speakers=tuple(one for one in people if one.guid in taking_part),
            sessions=tuple(sessions),
        )
    )
