"""A simulated programme: plenaries, parallel sessions, round tables, a call for speakers."""

from datetime import timedelta
from random import Random

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from grappe.apps.demonstration.forum.crowd import Crowd
from grappe.apps.demonstration.forum.frame import Frame
from grappe.apps.forum.domain.versions import publish_programme
from grappe.apps.forum.enums import CategoryKind, SessionKind, SessionPart, SessionState
from grappe.apps.forum.models import CallForSpeakers, Session, SessionSpeaker, Speaker, SpeakerProposal

# day, begin, minutes, kind, room (None: all), track, French, English
SESSIONS = (
    (0, 9, 0, 60, SessionKind.PLENARY, 0, None, "Ouverture", "Opening"),
    (0, 10, 0, 30, SessionKind.BREAK, None, None, "Café d’accueil", "Welcome coffee"),
    (
        0,
        10,
        30,
        75,
        SessionKind.ROUND_TABLE,
        0,
        0,
        "Ce qu’un pôle change pour une PME",
        "What a cluster changes for an SME",
    ),
    (
        0,
        10,
        30,
        75,
        SessionKind.PARALLEL,
        1,
        1,
        "Travailler avec un pôle voisin",
        "Working with a neighbouring cluster",
    ),
    (0, 10, 30, 75, SessionKind.WORKSHOP, 2, 2, "Préparer une levée de fonds", "Preparing to raise funds"),
    (0, 12, 0, 90, SessionKind.BREAK, None, None, "Déjeuner", "Lunch"),
    (0, 14, 0, 90, SessionKind.PARALLEL, 1, 0, "Plates-formes d’essai partagées", "Shared testing platforms"),
    (0, 16, 0, 90, SessionKind.PARALLEL, 1, 1, "Échanges entre équipes de pôles", "Exchanges between cluster teams"),
    (1, 9, 0, 90, SessionKind.PARALLEL, 1, 2, "Aides publiques : mode d’emploi", "Public aid: how it works"),
    (1, 9, 0, 90, SessionKind.WORKSHOP, 2, 0, "Compétences mises en commun", "Skills held in common"),
    (
        1,
        11,
        0,
        75,
        SessionKind.ROUND_TABLE,
        0,
        1,
        "Ce que l’Europe attend des pôles",
        "What Europe expects of clusters",
    ),
    (1, 12, 15, 90, SessionKind.BREAK, None, None, "Déjeuner", "Lunch"),
    (1, 14, 0, 90, SessionKind.PARALLEL, 1, 0, "Mesurer l’effet d’un programme", "Measuring a programme’s effect"),
    (1, 14, 0, 90, SessionKind.PARALLEL, 2, 2, "Investisseurs et jeunes entreprises", "Investors and young firms"),
    (1, 16, 0, 60, SessionKind.PLENARY, 0, None, "Clôture", "Closing"),
)
ABSTRACT_FR = "Session simulée : le résumé d’une session réelle se trouverait ici."
ABSTRACT_EN = "A simulated session: the abstract of a real one would stand here."


def add_programme(frame: Frame, crowd: Crowd, *, seed: int) -> None:
    random = Random(seed)
    speakers = Speaker.objects.bulk_create(
        Speaker(
            edition=frame.edition,
            registration=one,
            full_name=one.full_name,
            email=one.email,
            job_title=one.job_title,
            organisation=one.organisation,
            organisation_name=one.organisation_name,
        )
        for one in crowd.of_kind[CategoryKind.SPEAKER]
    )
    sessions = Session.objects.bulk_create(session_of(frame, row) for row in SESSIONS)
    parts = []
    for session in sessions:
        if session.kind != SessionKind.BREAK:
            parts += parts_of(session, random.sample(speakers, 4))
    SessionSpeaker.objects.bulk_create(parts)
    publish_programme(edition=frame.edition, by=None)
    add_call(frame, crowd)


def session_of(frame: Frame, row: tuple[object, ...]) -> Session:
    day, hour, minute, minutes, kind, room, track, french, english = row
    begins = frame.at(int(str(day)), int(str(hour)), int(str(minute)))
    return Session(
        edition=frame.edition,
        kind=str(kind),
        state=SessionState.CONFIRMED,
        room=frame.rooms[room] if isinstance(room, int) else None,
        track=frame.tracks[track] if isinstance(track, int) else None,
        during=DateTimeTZRange(begins, begins + timedelta(minutes=int(str(minutes)))),
        title_fr=str(french),
        title_en=str(english),
        abstract_fr="" if kind == SessionKind.BREAK else ABSTRACT_FR,
        abstract_en="" if kind == SessionKind.BREAK else ABSTRACT_EN,
        language="" if kind == SessionKind.BREAK else "fr",
    )


def parts_of(session: Session, chosen: list[Speaker]) -> list[SessionSpeaker]:
    first = {SessionKind.PLENARY: SessionPart.CHAIR, SessionKind.ROUND_TABLE: SessionPart.MODERATOR}
    many = 4 if session.kind == SessionKind.ROUND_TABLE else 2
    return [
        SessionSpeaker(
            session=session,
            speaker=speaker,
            part=first.get(SessionKind(session.kind), SessionPart.SPEAKER) if rank == 0 else SessionPart.SPEAKER,
            rank=rank,
        )
        for rank, speaker in enumerate(chosen[:many])
    ]


def add_call(frame: Frame, crowd: Crowd) -> None:
    """A call that is open, with three answers to decide on."""
    call = CallForSpeakers.objects.create(
        edition=frame.edition,
        title_fr="Racontez un projet mené en commun",
        title_en="Tell of a project carried together",
        opens_at=frame.at(-60, 0),
        closes_at=frame.at(-10, 18),
    )
    member = next(one for one in crowd.of_kind[CategoryKind.MEMBER] if one.user is not None)
    SpeakerProposal.objects.bulk_create(
        SpeakerProposal(
            call=call,
            user=member.user,
            full_name=member.full_name,
            email=member.email,
            organisation=member.organisation,
            organisation_name=member.organisation_name,
            title=title,
            abstract=ABSTRACT_FR,
        )
        for title in ("Un capteur conçu à cinq", "Recruter à plusieurs PME", "Partager un banc d’essai")
    )
