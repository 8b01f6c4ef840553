"""The link by which a person without an account comes back to her own registration.

It is signed, so that nobody makes one up; it travels by mail only, and the page it leads to has a plain address.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from grappe.apps.forum.models import Edition, Registration

SALT = "grappe.forum.registration"


def registration_token(registration: Registration) -> str:
    return Signer(salt=SALT).sign(str(registration.pk)).replace(":", ".")


def registration_of_token(token: str, edition: Edition) -> Registration | None:
    """The registration a token was made for, if it is one of this edition and the signature holds."""
    number, _dot, signature = token.partition(".")
    try:
        key = Signer(salt=SALT).unsign(f"{number}:{signature}")
    except BadSignature:
        return None
    return Registration.objects.filter(pk=int(key), edition=edition).first()


def page_address(name: str, *parts: object) -> str:
    """The whole address of a page that a letter sends its reader to, in the language that is active."""
    return f"{settings.BASE_URL}{reverse(name, args=parts)}"


def registration_address(registration: Registration) -> str:
    """The whole address, in the language that is active."""
    return page_address("public:registration_link", registration.edition.slug, registration_token(registration))
