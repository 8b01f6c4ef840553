from datetime import timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from tests.apps.forum.programmes import NINE, make_programme, make_session

from grappe.apps.forum.exchange.clashes import room_clashes, speaker_clashes
from grappe.apps.forum.exchange.programme import PartRecord, SpeakerRecord

SPANS = st.tuples(st.integers(0, 20), st.integers(1, 8), st.sampled_from(["", "A", "B"]))


@given(spans=st.lists(SPANS, max_size=12))
def test_clashes_are_those_that_looking_at_every_pair_finds(spans):
    sessions = [
        make_session(begins=NINE + timedelta(minutes=start), ends=NINE + timedelta(minutes=start + length), room=room)
        for start, length, room in spans
    ]
    expected = {
        frozenset((one.guid, other.guid))
        for one, other in combinations(sessions, 2)
        if one.room and one.room == other.room and one.begins < other.ends and other.begins < one.ends
    }
    assert {frozenset((one.first.guid, one.second.guid)) for one in room_clashes(sessions)} == expected


def test_a_person_in_two_rooms_at_once_is_named():
    ada = SpeakerRecord(guid=make_session().guid, full_name="Ada L.")
    first, second = (make_session(room=room, parts=(PartRecord(speaker=ada.guid),)) for room in "AB")
    (clash,) = speaker_clashes(make_programme(first, second, speakers=(ada,)))
    assert clash.name == "Ada L."
    assert {clash.first.guid, clash.second.guid} == {first.guid, second.guid}
