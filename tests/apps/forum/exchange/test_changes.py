"""What changed, in codes and in words."""

from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from tests.apps.forum.programmes import NINE, make_programme, make_session, programmes

from grappe.apps.forum.exchange.changes import changes_between
from grappe.apps.forum.exchange.programme import PartRecord, SpeakerRecord
from grappe.apps.forum.phrases.programme import change_text

PARIS = ZoneInfo("Europe/Paris")
OLD = make_session(room="Amphi", title_fr="Vieux titre", title_en="Old title")
ADA = SpeakerRecord(guid=uuid4(), full_name="Ada L.")


def changed(**values):
    return OLD.model_copy(update=values)


HOUR = timedelta(hours=1)
CASES = [
    (None, OLD, "“Old title” is new: Thursday 18 November at 09:00, room Amphi."),
    (OLD, None, "“Old title” no longer takes place (it was planned Thursday 18 November at 09:00, room Amphi)."),
    (
        OLD,
        changed(begins=NINE + HOUR, ends=OLD.ends + HOUR),
        (
            "“Old title” moves: Thursday 18 November at 10:00, room Amphi, "
            "no longer Thursday 18 November at 09:00, room Amphi."
        ),
    ),
    (OLD, changed(ends=OLD.ends + HOUR), "“Old title” now ends at 10:30."),
    (OLD, changed(room="Lab"), "“Old title” changes room: Lab, no longer Amphi."),
    (OLD, changed(room=""), "“Old title” changes room: no room, no longer Amphi."),
    (OLD, changed(title_en="New"), "“Old title” is now called “New”."),
    (OLD, changed(title_fr="Autre"), "The title of “Old title” was translated or put right."),
    (OLD, changed(parts=(PartRecord(speaker=ADA.guid),)), "Ada L. joins “Old title” (speaker)."),
    (changed(parts=(PartRecord(speaker=ADA.guid),)), OLD, "Ada L. no longer takes part in “Old title”."),
    (
        changed(parts=(PartRecord(speaker=ADA.guid),)),
        changed(parts=(PartRecord(speaker=ADA.guid, part="chair"),)),
        "Ada L. has another part in “Old title”: chair.",
    ),
    (OLD, changed(abstract_fr="Plus"), "The description of “Old title” has changed."),
]


@pytest.mark.parametrize(("before", "after", "text"), CASES)
def test_a_change_is_told_in_one_sentence(before, after, text):
    old, new = (make_programme(*([one] if one else []), speakers=(ADA,)) for one in (before, after))
    with translation.override("en"):
        assert [change_text(one, PARIS) for one in changes_between(old, new)] == [text]


def test_the_sentence_is_french_for_french_readers():
    with translation.override("fr"):
        (one,) = changes_between(make_programme(), make_programme(OLD))
        assert (
            change_text(one, PARIS)
            == "«\u00a0Vieux titre\u00a0» est ajoutée\u00a0: jeudi 18 novembre à 09:00, salle Amphi."
        )


@given(programme=programmes())
def test_nothing_changes_between_a_programme_and_itself(programme):
    assert changes_between(programme, programme) == []


@given(before=programmes(), after=programmes())
def test_something_is_told_wherever_two_programmes_differ_in_their_sessions(before, after):
    assert bool(changes_between(before, after)) == (set(before.sessions) != set(after.sessions)) or all(
        one in set(before.sessions) for one in after.sessions
    )
