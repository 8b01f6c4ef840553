from grappe.apps.forum.models.agenda_feed import AgendaFeed
from grappe.apps.forum.models.badge_run import BadgeRun
from grappe.apps.forum.models.day import CheckIn, DayEvent
from grappe.apps.forum.models.edition import Edition, EditionMandate, EditionPartner
from grappe.apps.forum.models.invoice import Invoice, InvoiceLine, InvoicePayment, InvoiceSeries
from grappe.apps.forum.models.meeting import Meeting, MeetingFeedback, MeetingPlan, Seat
from grappe.apps.forum.models.meeting_profile import Delegate, MeetingProfile, Slot, Table, Unavailability
from grappe.apps.forum.models.meeting_request import MeetingRequest
from grappe.apps.forum.models.press import PressAccreditation, PressMaterial, PressOutlet
from grappe.apps.forum.models.programme import (
    Day,
    ProgrammeVersion,
    Room,
    Session,
    SessionChoice,
    SessionSpeaker,
    Speaker,
    Track,
)
from grappe.apps.forum.models.registration import GroupRegistration, ParticipantCategory, Registration
from grappe.apps.forum.models.speaker_call import CallForSpeakers, SpeakerProposal

__all__ = [
    "AgendaFeed",
    "BadgeRun",
    "CallForSpeakers",
    "CheckIn",
    "Day",
    "DayEvent",
    "Delegate",
    "Edition",
    "EditionMandate",
    "EditionPartner",
    "GroupRegistration",
    "Invoice",
    "InvoiceLine",
    "InvoicePayment",
    "InvoiceSeries",
    "Meeting",
    "MeetingFeedback",
    "MeetingPlan",
    "MeetingProfile",
    "MeetingRequest",
    "ParticipantCategory",
    "PressAccreditation",
    "PressMaterial",
    "PressOutlet",
    "ProgrammeVersion",
    "Registration",
    "Room",
    "Seat",
    "Session",
    "SessionChoice",
    "SessionSpeaker",
    "Slot",
    "Speaker",
    "SpeakerProposal",
    "Table",
    "Track",
    "Unavailability",
]
