"""What experts and leads are written, each in her language; never a name of the other side."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from grappe.apps.accounts.letters import Letter, post
from grappe.apps.accounts.models import User
from grappe.apps.reviews.models import Reading


def tell_reader(reading: Reading) -> None:
    """Ask an expert to read a proposal."""

    def write() -> Letter:
        proposal = reading.proposal
        body = _(
            "You are asked to review the proposal %(acronym)s (%(reference)s).\n\n"
            "Say whether you accept, and read it here: %(address)s\n\n"
            "If you are tied to one of its partners, say so there: another expert will read it."
        ) % {"acronym": proposal.acronym, "reference": proposal.reference, "address": workspace()}
        return _("A proposal to review: %(acronym)s") % {"acronym": proposal.acronym}, body

    post(address=reading.expert.email, language=reading.expert.language, write=write)


def remind_reader(reading: Reading, due: datetime) -> None:
    def write() -> Letter:
        body = _("Your review of %(acronym)s is due on %(day)s. You find what you have written here: %(address)s") % {
            "acronym": reading.proposal.acronym,
            "day": date_format(localtime(due), "DATETIME_FORMAT"),
            "address": workspace(),
        }
        return _("Your review of %(acronym)s") % {"acronym": reading.proposal.acronym}, body

    post(address=reading.expert.email, language=reading.expert.language, write=write)


def invite_to_answer(user: User, acronym: str, proposal: int) -> None:
    """Tell a lead that the reviews can be answered."""

    def write() -> Letter:
        address = settings.BASE_URL + reverse("member:hearing", args=[proposal])
        body = _("The reviews of %(acronym)s are open to you. You may answer them here: %(address)s") % {
            "acronym": acronym,
            "address": address,
        }
        return _("The reviews of %(acronym)s") % {"acronym": acronym}, body

    post(address=user.email, language=user.language, write=write)


def workspace() -> str:
    return settings.BASE_URL + reverse("member:readings")
