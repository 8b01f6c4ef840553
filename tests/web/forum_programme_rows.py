"""An edition whose programme has everything that pages show."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.editions import add_days, appoint
from grappe.apps.forum.domain.programme_frame import add_room, add_track
from grappe.apps.forum.domain.sessions import add_session, change_session, give_part
from grappe.apps.forum.domain.speaker_calls import open_speaker_call, propose_talk, refuse_proposal
from grappe.apps.forum.domain.speakers import add_speaker
from grappe.apps.forum.domain.versions import publish_programme
from grappe.apps.forum.enums import Duty
from grappe.apps.forum.models import Edition, Session
from tests.forum_rows import make_category, make_edition

NINE = datetime(2027, 11, 18, 8, 0, tzinfo=UTC)
# Begin and end in minutes after nine, the room, the kind, the titles.
SESSIONS = (
    (0, 60, "Amphithéâtre", "plenary", "Ouverture", "Opening"),
    (60, 90, "", "break", "Café", "Coffee"),
    (90, 180, "Amphithéâtre", "round_table", "Les PME à l’international", "SMEs abroad"),
    (90, 135, "Salle Mistral", "parallel", "Capteurs et territoires", ""),
    (135, 180, "Salle Mistral", "workshop", "Monter un projet européen", "Building a European project"),
    (90, 240, "", "meetings", "Rendez-vous d’affaires", "Business meetings"),
    (24 * 60, 25 * 60, "Salle Mistral", "parallel", "Financer l’innovation", "Financing innovation"),
)


def make_programme_pages(organiser: User, proposer: User) -> Edition:
    """Two versions published, a change waiting, a call open with an answered and a waiting proposal."""
    edition = make_edition(days=("2027-11-18", "2027-11-20"), place="Sophia Antipolis", slug="2027")
    add_days(edition)
    make_category(edition, kind="speaker", is_offered=False)
    appoint(user=organiser, edition=edition, duty=Duty.ORGANISER, by=None)
    rooms = {
        name: add_room(edition=edition, values={"name": name, "capacity": 300, "floor": "Niveau 1"}, by=None)
        for name in ("Amphithéâtre", "Salle Mistral")
    }
    track = add_track(edition=edition, values={"name_fr": "Croissance", "name_en": "Growth"}, by=None)
    ada = {"full_name": "Ada Lovelier", "email": "ada@x.example", "job_title": "Directrice", "biography_fr": "Vie."}
    people = [add_speaker(edition=edition, values=one, by=None) for one in (ada, {"full_name": "Blaise Pascalin"})]
    made = []
    for begins, ends, room, kind, french, english in SESSIONS:
        values = {
            "begins": NINE + timedelta(minutes=begins),
            "ends": NINE + timedelta(minutes=ends),
            "room": rooms.get(room),
            "track": track if kind == "parallel" else None,
            "kind": kind,
            "title_fr": french,
            "title_en": english,
            "abstract_fr": "" if kind == "break" else "Ce que l’on apprend.\n\nEt pour qui.",
            "language": "fr",
            "state": "confirmed",
        }
        made.append(add_session(edition=edition, values=values, by=None))
    for session, who, part in ((made[0], 0, "chair"), (made[2], 0, "moderator"), (made[2], 1, "speaker")):
        give_part(session=session, speaker=people[who], part=part, by=None)
    publish_programme(edition=edition, message="Première version", by=organiser)
    change_session(session=made[0], values={"title_fr": "Séance d’ouverture"}, by=organiser)
    give_part(session=made[3], speaker=people[0], part="speaker", by=organiser)
    publish_programme(edition=edition, by=organiser)
    change_session(session=made[4], values={"room": None}, by=organiser)
    add_session(edition=edition, values={"title_fr": "À placer"}, by=organiser)
    now = timezone.now()
    call = {"title_fr": "Appel à intervenants 2027", "title_en": "Call for speakers 2027", "text_fr": "Venez."}
    dates = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=9)}
    opened = open_speaker_call(edition=edition, values=call | dates, by=organiser)
    talk = {"title": "Ma table ronde", "abstract": "Pourquoi.", "full_name": "Eva", "email": "eva@x.example"}
    refuse_proposal(
        proposal=propose_talk(call=opened, values=talk | {"title": "Trop tard"}, by=proposer),
        answer="Non.",
        by=organiser,
    )
    propose_talk(call=opened, values=talk, by=proposer)
    return edition


def session_named(edition: Edition, title: str) -> Session:
    return edition.sessions.get(title_fr=title)
