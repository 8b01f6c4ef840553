"""The link to one's own registration, sent again to who lost it."""

from functools import partial

from django.utils.translation import gettext as _

from grappe.apps.accounts.letters import Letter, post
from grappe.apps.forum.enums import OPEN_REGISTRATIONS
from grappe.apps.forum.links import registration_address
from grappe.apps.forum.models import Edition, Registration


def send_link_again(*, edition: Edition, email: str) -> None:
    """Write to the address if it is registered. Nothing tells the asker whether it is."""
    found = Registration.objects.filter(
        edition=edition, email=email.strip().lower(), state__in=OPEN_REGISTRATIONS
    ).select_related("edition")
    for registration in found:
        write = partial(letter, registration)
        post(address=registration.email, language=registration.language, write=write)


def letter(registration: Registration) -> Letter:
    names = {
        "name": registration.full_name,
        "year": registration.edition.year,
        "address": registration_address(registration),
    }
    return (
        _("[Forum %(year)d] The link to your registration") % names,
        _("%(name)s, this link opens your registration: %(address)s Keep it for yourself.") % names,
    )
