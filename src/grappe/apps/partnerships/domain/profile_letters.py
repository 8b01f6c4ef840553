"""Letters to the writer of a profile."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grappe.apps.accounts.letters import Letter, post
from grappe.apps.partnerships.models import PartnershipProfile


def tell_writer(profile: PartnershipProfile, what: str) -> None:
    """Say that a profile is published, given back or expired."""
    writer = profile.written_by
    if writer is None or not writer.is_active:
        return
    post(address=writer.email, language=writer.language, write=lambda: LETTERS[what](names_of(profile)))


def names_of(profile: PartnershipProfile) -> dict[str, str]:
    """What every letter names; asked while it is written, so that the address is in the reader's language."""
    return {
        "reference": profile.reference,
        "remark": profile.remark,
        "address": settings.BASE_URL + reverse("member:partnership", args=[profile.pk]),
        "day": date_format(profile.expires_on, "DATE_FORMAT") if profile.expires_on else "",
    }


def published(names: dict[str, str]) -> Letter:
    return (
        _("[Grappe] Your profile %(reference)s is published") % names,
        _("Everybody can read your profile %(reference)s until %(day)s: %(address)s") % names,
    )


def returned(names: dict[str, str]) -> Letter:
    return (
        _("[Grappe] Your profile %(reference)s is to be changed") % names,
        _("The officer who read your profile %(reference)s asks: %(remark)s\n\nChange it here: %(address)s") % names,
    )


def expired(names: dict[str, str]) -> Letter:
    return (
        _("[Grappe] Your profile %(reference)s has expired") % names,
        _("If it still holds, renew your profile %(reference)s with one button: %(address)s") % names,
    )


LETTERS = {"published": published, "returned": returned, "expired": expired}
