"""schedule.xml as frab and pretalx write it (the XSD of c3voc)."""

import re
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from grappe.apps.forum.exchange.faults import Fault, FaultyFileError, wrong_kind
from grappe.apps.forum.exchange.names import GENERATOR, TYPES, days_of, duration_of, number_of, slug_of, span_of
from grappe.apps.forum.exchange.programme import Programme, SessionRecord
from grappe.apps.forum.exchange.raw import RawEvent, RawSchedule
from grappe.apps.forum.exchange.schedule_json import Heading

# What XML 1.0 cannot hold.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TEXTS = ("title", "date", "start", "duration", "abstract", "description", "track", "type", "language")


def read_xml(data: bytes) -> RawSchedule:
    """No document type, no entities, nothing fetched: a schedule needs none of them."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        place = _("line %(line)d, column %(column)d") % {"line": error.position[0], "column": error.position[1]}
        raise FaultyFileError([Fault(place, _("this is not XML: %(why)s") % {"why": error.msg})]) from error
    if root.getroottree().docinfo.doctype:
        raise wrong_kind(_("it has a document type, which a schedule has no need of"))
    if root.tag != "schedule" or root.find("conference") is None or root.find("day") is None:
        raise wrong_kind(_("it is XML, but no schedule: “schedule”, “conference” and “day” are looked for"))
    return raw_of(root)


def raw_of(root: Any) -> RawSchedule:
    rooms: dict[str, tuple[str, Any]] = {}
    for room in root.iterfind("day/room"):
        held = {"name": room.get("name"), "guid": room.get("guid")}
        rooms.setdefault(str(room.get("name")), (line_of(room), held))
    conference = root.find("conference")
    return RawSchedule(
        days=[(line_of(day), day.get("date") or str(day.get("start"))[:10]) for day in root.iterfind("day")],
        rooms=list(rooms.values()),
        events=[event_of(one) for one in root.iterfind("day/room/event")],
        time_zone=conference.findtext("time_zone_name"),
        tracks=[str(one.get("name")) for one in conference.iterfind("track") if one.get("name")],
    )


def line_of(element: Any) -> str:
    return _("line %(line)d") % {"line": element.sourceline}


def event_of(element: Any) -> RawEvent:
    room = element.getparent()
    fields: dict[str, Any] = {name: element.findtext(name) for name in TEXTS}
    fields["guid"] = element.get("guid")
    optout = (element.findtext("recording/optout") or "").strip()
    fields["do_not_record"] = {"false": False, "0": False}.get(optout, True)
    fields["persons"] = [
        {"name": one.text, "guid": one.get("guid"), "id": one.get("id")} for one in element.iterfind("persons/person")
    ]
    title = (fields["title"] or "").strip()[:60]
    place = f"{line_of(element)} ({title})" if title else line_of(element)
    day = room.getparent().get("date") or str(room.getparent().get("start"))[:10]
    return RawEvent(place, day, str(room.get("name") or ""), fields)


def write_xml(programme: Programme, heading: Heading) -> bytes:
    root = etree.Element("schedule")
    etree.SubElement(root, "generator", name=GENERATOR)
    add(root, "url", f"{heading.site}schedule.xml")
    add(root, "version", heading.version)
    conference = etree.SubElement(root, "conference")
    days = days_of(programme)
    for name, text in (
        ("title", heading.title),
        ("acronym", heading.acronym),
        ("start", days[0].isoformat() if days else ""),
        ("end", days[-1].isoformat() if days else ""),
        ("days", str(len(days))),
        ("timeslot_duration", "00:05"),
        ("base_url", heading.site),
        ("time_zone_name", programme.time_zone),
    ):
        if text:
            add(conference, name, text)
    for track in programme.tracks:
        etree.SubElement(conference, "track", name=clean(track.name_fr))
    for number, date in enumerate(days, start=1):
        begins, ends = span_of(date, programme.zone)
        day = etree.SubElement(
            root, "day", index=str(number), date=date.isoformat(), start=begins.isoformat(), end=ends.isoformat()
        )
        add_rooms(day, programme, programme.sessions_of(date), heading)
    held: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return held


def add_rooms(day: Any, programme: Programme, sessions: list[SessionRecord], heading: Heading) -> None:
    guids = {one.name: str(one.guid) for one in programme.rooms}
    for name in dict.fromkeys([*guids, *(one.room for one in sessions)]):
        room = etree.SubElement(day, "room", name=clean(name))
        if name in guids:
            room.set("guid", guids[name])
        for session in sessions:
            if session.room == name:
                add_event(room, programme, session, heading)


def add_event(room: Any, programme: Programme, session: SessionRecord, heading: Heading) -> None:
    local = session.begins.astimezone(programme.zone)
    event = etree.SubElement(room, "event", guid=str(session.guid), id=str(number_of(session.guid)))
    for name, text in (
        ("room", session.room),
        ("title", session.title),
        ("subtitle", ""),
        ("type", TYPES[session.kind]),
        ("date", local.isoformat()),
        ("start", f"{local:%H:%M}"),
        ("duration", duration_of(session)),
        ("abstract", session.abstract),
        ("slug", slug_of(session, heading.acronym)),
        ("track", session.track),
        ("language", session.language),
        ("description", ""),
        ("url", heading.page_of(session)),
    ):
        add(event, name, text)
    recording = etree.SubElement(event, "recording")
    add(recording, "license", "")
    add(recording, "optout", "false" if session.is_recorded else "true")
    persons = etree.SubElement(event, "persons")
    people = programme.speakers_by_guid()
    for guid in dict.fromkeys(part.speaker for part in session.parts):
        person = etree.SubElement(persons, "person", id=str(number_of(guid)), guid=str(guid))
        person.text = clean(people[guid].full_name)


def add(parent: Any, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = clean(text)


def clean(text: str) -> str:
    return FORBIDDEN.sub("", text)
