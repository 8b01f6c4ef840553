"""schedule.json as pretalx and frab write it (the schema of c3voc)."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from grappe.apps.forum.exchange.faults import Fault, FaultyFileError, wrong_kind
from grappe.apps.forum.exchange.names import GENERATOR, TYPES, days_of, duration_of, number_of, slug_of, span_of
from grappe.apps.forum.exchange.programme import Programme, SessionRecord, SpeakerRecord
from grappe.apps.forum.exchange.raw import RawEvent, RawSchedule


@dataclass(frozen=True)
class Heading:
    """What a file says of the edition; ``site`` is the address its pages begin with."""

    title: str
    acronym: str
    version: str
    site: str

    def page_of(self, session: SessionRecord) -> str:
        return f"{self.site}sessions/{session.guid}/"


def read_json(data: bytes) -> RawSchedule:
    try:
        held = json.loads(data)
    except UnicodeDecodeError as error:
        raise wrong_kind(_("it is not written in UTF-8")) from error
    except json.JSONDecodeError as error:
        place = _("line %(line)d, column %(column)d") % {"line": error.lineno, "column": error.colno}
        raise FaultyFileError([Fault(place, _("this is not JSON: %(why)s") % {"why": error.msg})]) from error
    except RecursionError as error:
        raise wrong_kind(_("its lists lie too deep in each other")) from error
    return raw_of(schedule_of(held))


def schedule_of(held: Any) -> dict[str, Any]:
    schedule = held.get("schedule") if isinstance(held, dict) else None
    if not isinstance(schedule, dict):
        raise wrong_kind(_("it is JSON, but no schedule of pretalx or frab: “schedule” is missing at its top"))
    if isinstance(schedule.get("events"), list):
        raise wrong_kind(_("it is the second form of schedules, which the hub writes: export the first form instead"))
    conference = schedule.get("conference")
    if not isinstance(conference, dict) or not isinstance(conference.get("days"), list):
        raise wrong_kind(_("its schedule has no conference with days"))
    return schedule


def raw_of(schedule: dict[str, Any]) -> RawSchedule:
    conference = schedule["conference"]
    days, events = [], []
    for number, day in enumerate(conference["days"], start=1):
        place = _("day %(number)d") % {"number": number}
        if not isinstance(day, dict) or not isinstance(day.get("rooms"), dict):
            raise FaultyFileError([Fault(place, _("it has no rooms"))])
        days.append((place, day.get("date")))
        events += events_of(place, day)
    return RawSchedule(
        days=days,
        rooms=[(_("rooms"), one) for one in list_in(conference, "rooms")],
        events=events,
        time_zone=conference.get("time_zone_name"),
        tracks=[str(one["name"]) for one in list_in(conference, "tracks") if isinstance(one, dict) and one.get("name")],
        own=schedule.get(GENERATOR),
    )


def list_in(conference: dict[str, Any], name: str) -> list[Any]:
    held = conference.get(name)
    return held if isinstance(held, list) else []


def events_of(place: str, day: dict[str, Any]) -> list[RawEvent]:
    found = []
    for room, events in day["rooms"].items():
        if not isinstance(events, list):
            raise FaultyFileError([Fault(f"{place}, {room}", _("it has no list of sessions"))])
        for number, event in enumerate(events, start=1):
            names = {"day": place, "room": room, "number": number}
            where = _("%(day)s, room %(room)s, session %(number)d") % names
            if not isinstance(event, dict):
                raise FaultyFileError([Fault(where, _("it is no session"))])
            if event.get("title"):
                where = f"{where} ({str(event['title'])[:60]})"
            found.append(RawEvent(where, str(day.get("date")), room, event))
    return found


def write_json(programme: Programme, heading: Heading) -> str:
    """Valid by the schema of c3voc; the part under our own name lets this site read it back without a loss."""
    days = [day_of(programme, heading, number) for number in range(1, len(days_of(programme)) + 1)]
    conference = {
        "acronym": heading.acronym,
        "title": heading.title,
        "start": days[0]["date"] if days else "",
        "end": days[-1]["date"] if days else "",
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        "time_zone_name": programme.time_zone,
        "url": heading.site,
        "tracks": [{"name": one.name_fr} for one in programme.tracks],
        "rooms": [{"name": one.name, "guid": str(one.guid), "capacity": one.capacity} for one in programme.rooms],
        "days": days,
    }
    schedule = {
        "version": heading.version,
        "base_url": heading.site,
        "conference": conference,
        GENERATOR: programme.model_dump(mode="json"),
    }
    return json.dumps({"generator": {"name": GENERATOR}, "schedule": schedule}, ensure_ascii=False, indent=1)


def day_of(programme: Programme, heading: Heading, number: int) -> dict[str, Any]:
    date = days_of(programme)[number - 1]
    begins, ends = span_of(date, programme.zone)
    people = programme.speakers_by_guid()
    rooms: dict[str, list[Any]] = {one.name: [] for one in programme.rooms}
    for session in programme.sessions_of(date):
        persons = [people[one.speaker] for one in session.parts]
        rooms.setdefault(session.room, []).append(event_of(session, persons, heading, programme))
    return {
        "index": number,
        "date": date.isoformat(),
        "day_start": begins.isoformat(),
        "day_end": ends.isoformat(),
        "rooms": {name: events for name, events in rooms.items() if events},
    }


def event_of(
    session: SessionRecord, persons: list[SpeakerRecord], heading: Heading, programme: Programme
) -> dict[str, Any]:
    local: datetime = session.begins.astimezone(programme.zone)
    return {
        "guid": str(session.guid),
        "id": number_of(session.guid),
        "date": local.isoformat(),
        "start": f"{local:%H:%M}",
        "duration": duration_of(session),
        "room": session.room,
        "slug": slug_of(session, heading.acronym),
        "url": heading.page_of(session),
        "title": session.title,
        "subtitle": "",
        "track": session.track,
        "type": TYPES[session.kind],
        "language": session.language,
        "abstract": session.abstract,
        "description": "",
        "do_not_record": not session.is_recorded,
        "persons": [person_of(one) for one in dict.fromkeys(persons)],
        "links": [],
        "attachments": [],
    }


def person_of(speaker: SpeakerRecord) -> dict[str, Any]:
    return {
        "guid": str(speaker.guid),
        "id": number_of(speaker.guid),
        "name": speaker.full_name,
        "biography": speaker.biography_en or speaker.biography_fr,
    }
