"""The programme in its rows: sessions, versions, files."""

import gzip
from datetime import timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from tests.apps.forum.programmes import HEADING, NINE, make_programme, make_session, programmes
from tests.factories import make_user
from tests.forum_rows import make_category, make_edition

from grappe.apps.accounts.models import AuditEntry
from grappe.apps.forum.domain.programme_files import import_programme
from grappe.apps.forum.domain.programme_frame import add_room, add_track, change_day, remove_room, remove_track
from grappe.apps.forum.domain.programme_rows import write_programme
from grappe.apps.forum.domain.sessions import add_session, change_session, give_part, remove_session, take_part_away
from grappe.apps.forum.domain.snapshots import confirmed_programme
from grappe.apps.forum.domain.speakers import add_speaker, change_speaker, register_speaker, remove_speaker
from grappe.apps.forum.domain.versions import frozen, publish_programme, restore_programme, unpublished_changes
from grappe.apps.forum.enums import SessionState
from grappe.apps.forum.errors import ProgrammeRefusedError
from grappe.apps.forum.exchange.faults import FaultyFileError
from grappe.apps.forum.exchange.schedule_json import write_json
from grappe.apps.forum.models import Edition, Session, Speaker

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def edition():
    return make_edition(days=("2027-11-18", "2027-11-20"))


@pytest.fixture
def by():
    return make_user()


def plan(edition, by, **values):
    values = {"title_fr": "Accueil", "begins": NINE, "ends": NINE + HOUR, "state": SessionState.CONFIRMED} | values
    return add_session(edition=edition, values=values, by=by)


@hypothesis_settings(max_examples=25)
@given(programme=programmes())
def test_a_programme_written_into_rows_is_read_from_them(programme):
    edition = make_edition(days=None)
    write_programme(edition=edition, programme=programme, drop_others=False)
    assert confirmed_programme(Edition.objects.get(pk=edition.pk)) == programme


def test_a_session_in_a_taken_room_is_refused_with_what_stands_there(edition, by):
    room = add_room(edition=edition, values={"name": "Amphi"}, by=by)
    plan(edition, by, room=room)
    with translation.override("en"), pytest.raises(ProgrammeRefusedError) as caught:
        plan(edition, by, room=room, title_fr="Autre", begins=NINE + HOUR / 2, ends=NINE + 2 * HOUR)
    assert "The room Amphi is taken by “Accueil”, Thursday 18 November at 09:00 to 10:00" in str(caught.value)
    assert edition.sessions.count() == 1
    plan(edition, by, room=room, title_fr="Ensuite", begins=NINE + HOUR, ends=NINE + 2 * HOUR)


def test_a_cancelled_session_frees_its_room(edition, by):
    room = add_room(edition=edition, values={"name": "Amphi"}, by=by)
    first = plan(edition, by, room=room)
    change_session(session=first, values={"state": SessionState.CANCELLED}, by=by)
    plan(edition, by, room=room, title_fr="Autre")


@pytest.mark.parametrize(
    "values",
    [
        {"ends": NINE},
        {"ends": None},
        {"begins": NINE - timedelta(days=3), "ends": NINE},
        {"title_fr": ""},
    ],
)
def test_a_session_that_cannot_be_is_refused(edition, by, values):
    with pytest.raises(ProgrammeRefusedError):
        plan(edition, by, **values)
    assert not edition.sessions.exists()


def test_rooms_and_tracks_of_another_edition_are_refused(edition, by):
    room = add_room(edition=make_edition(), values={"name": "Loin"}, by=by)
    with pytest.raises(ProgrammeRefusedError):
        plan(edition, by, room=room)


def test_only_drafts_are_removed(edition, by):
    session = plan(edition, by)
    with pytest.raises(ProgrammeRefusedError):
        remove_session(session=session, by=by)
    change_session(session=session, values={"state": SessionState.DRAFT}, by=by)
    remove_session(session=Session.objects.get(pk=session.pk), by=by)
    assert not edition.sessions.exists()


def test_a_room_in_use_stays_and_a_track_leaves_its_sessions(edition, by):
    room = add_room(edition=edition, values={"name": "Amphi"}, by=by)
    track = add_track(edition=edition, values={"name_fr": "PME", "name_en": "SMEs"}, by=by)
    session = plan(edition, by, room=room, track=track)
    with pytest.raises(ProgrammeRefusedError):
        remove_room(room=room, by=by)
    remove_track(track=track, by=by)
    session.refresh_from_db()
    assert session.track is None
    with pytest.raises(ProgrammeRefusedError):
        add_room(edition=edition, values={"name": "Amphi"}, by=by)


def test_a_person_speaks_and_chairs(edition, by):
    session = plan(edition, by)
    speaker = add_speaker(edition=edition, values={"full_name": "Ada L.", "email": "Ada@x.example"}, by=by)
    give_part(session=session, speaker=speaker, part="speaker", by=by)
    chair = give_part(session=session, speaker=speaker, part="chair", by=by)
    assert give_part(session=session, speaker=speaker, part="chair", by=by) == chair
    with pytest.raises(ProgrammeRefusedError):
        remove_speaker(speaker=speaker, by=by)
    for part in list(session.parts.all()):
        take_part_away(part=part, by=by)
    remove_speaker(speaker=speaker, by=by)
    assert not Speaker.objects.exists()


def test_one_address_is_one_speaker(edition, by):
    add_speaker(edition=edition, values={"full_name": "Ada", "email": "ada@x.example"}, by=by)
    other = add_speaker(edition=edition, values={"full_name": "Bob", "email": ""}, by=by)
    with pytest.raises(ProgrammeRefusedError):
        change_speaker(speaker=other, values={"email": "ADA@x.example"}, by=by)


def test_a_speaker_registers_once_in_the_speakers_category(edition, by):
    speaker = add_speaker(edition=edition, values={"full_name": "Ada", "email": "ada@x.example"}, by=by)
    with pytest.raises(ProgrammeRefusedError):
        register_speaker(speaker=speaker, by=by)
    make_category(edition, kind="speaker", is_offered=False)
    first = register_speaker(speaker=speaker, by=by)
    assert register_speaker(speaker=speaker, by=by) == first
    assert first.category.kind == "speaker"
    assert edition.registrations.count() == 1


def test_a_version_freezes_what_is_confirmed(edition, by):
    session = plan(edition, by)
    plan(edition, by, title_fr="Brouillon", state=SessionState.DRAFT)
    version = publish_programme(edition=edition, message="Bienvenue", by=by)
    assert (version.number, [one.title for one in frozen(version).sessions]) == (1, ["Accueil"])
    change_session(session=session, values={"title_fr": "Accueil café"}, by=by)
    assert [one.title for one in frozen(version).sessions] == ["Accueil"]
    assert [one["code"] for one in unpublished_changes(edition)] == ["session_renamed"]
    second = publish_programme(edition=edition, by=by)
    assert (second.number, [one["code"] for one in second.changes]) == (2, ["session_renamed"])
    assert AuditEntry.objects.filter(verb="publish_programme").count() == 2


def test_nothing_or_nothing_new_is_not_published(edition, by):
    with pytest.raises(ProgrammeRefusedError):
        publish_programme(edition=edition, by=by)
    plan(edition, by)
    publish_programme(edition=edition, by=by)
    with pytest.raises(ProgrammeRefusedError):
        publish_programme(edition=edition, by=by)


def test_a_version_is_restored_and_what_came_after_is_a_draft(edition, by):
    amphi, lab = (add_room(edition=edition, values={"name": name}, by=by) for name in ("Amphi", "Lab"))
    one, two = plan(edition, by, room=amphi), plan(edition, by, title_fr="Deux", room=lab)
    version = publish_programme(edition=edition, by=by)
    change_session(session=one, values={"room": None}, by=by)
    change_session(session=two, values={"room": amphi, "title_fr": "Trois"}, by=by)
    change_session(session=one, values={"room": lab}, by=by)
    late = plan(edition, by, title_fr="Tard", begins=NINE + HOUR, ends=NINE + 2 * HOUR, room=amphi)
    restore_programme(version=version, by=by)
    assert confirmed_programme(edition) == frozen(version)
    late.refresh_from_db()
    assert (late.state, late.room) == (SessionState.DRAFT, None)


def test_an_import_says_what_it_changes_and_a_dry_run_writes_nothing(edition, by):
    data = write_json(make_programme(make_session(room="Amphi")), HEADING).encode()
    outcome = import_programme(edition=edition, data=data, dry_run=True, by=by)
    assert (outcome.sessions, [one["code"] for one in outcome.changes]) == (1, ["session_added"])
    assert (edition.sessions.count(), edition.rooms.count(), AuditEntry.objects.count()) == (0, 0, 0)
    assert import_programme(edition=edition, data=data, by=by) == outcome
    assert edition.sessions.get().state == SessionState.CONFIRMED
    assert import_programme(edition=edition, data=data, by=by).changes == []


def test_a_file_that_clashes_with_a_session_that_stays_is_refused_whole(edition, by):
    room = add_room(edition=edition, values={"name": "Amphi"}, by=by)
    staying = plan(edition, by, room=room)
    data = write_json(
        make_programme(make_session(room="Amphi", title_fr="Du fichier"), make_session(room="Neuve")), HEADING
    ).encode()
    with translation.override("en"), pytest.raises(FaultyFileError, match=r"Amphi holds “.*” and “.*” at once"):
        import_programme(edition=edition, data=data, by=by)
    assert edition.sessions.count() == 1
    assert edition.rooms.count() == 1
    import_programme(edition=edition, data=data, drop_others=True, by=by)
    staying.refresh_from_db()
    assert (staying.state, staying.room) == (SessionState.DRAFT, None)


def test_a_file_of_another_year_is_refused(edition, by):
    data = write_json(make_programme(make_session(begins=NINE - timedelta(days=365))), HEADING).encode()
    with pytest.raises(FaultyFileError):
        import_programme(edition=edition, data=data, by=by)


def test_an_import_keeps_the_other_language_and_who_chairs(edition, by):
    session = plan(edition, by, title_en="Welcome")
    speaker = add_speaker(edition=edition, values={"full_name": "Ada L."}, by=by)
    give_part(session=session, speaker=speaker, part="chair", by=by)
    held = write_json(confirmed_programme(edition), HEADING).replace('"grappe"', '"other"').encode()
    assert import_programme(edition=edition, data=held, by=by).changes == []
    assert session.parts.get().part == "chair"


def test_a_day_has_a_title(edition, by):
    import_programme(edition=edition, data=write_json(make_programme(make_session()), HEADING).encode(), by=by)
    day = edition.programme_days.first()
    change_day(day=day, values={"title_fr": "Le grand jour"}, by=by)
    assert confirmed_programme(edition).days[0].title_fr == "Le grand jour"


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "days", "sessions"),
    [
        ("pretalx-rc3", ("2020-12-27", "2020-12-31"), 48),
        ("pretalx-democon", ("2020-12-14", "2020-12-17"), 36),
        ("frab-camp2019", ("2019-08-21", "2019-08-26"), 79),
    ],
)
def test_a_published_schedule_comes_in_goes_out_and_changes_nothing(real_data, by, name, days, sessions):
    held = make_edition(days=days, time_zone="Europe/Berlin")
    data = gzip.decompress((real_data / "forum" / f"{name}.json.gz").read_bytes())
    assert import_programme(edition=held, data=data, by=by).sessions == sessions
    assert import_programme(edition=held, data=data, by=by).changes == []
    out = write_json(confirmed_programme(held), HEADING).encode()
    assert import_programme(edition=held, data=out, by=by).changes == []
