"""Organisations by the numbers that registers gave them, however they are typed."""

import re

from django.db.models import Q, QuerySet

from grappe.apps.directory.enums import IdentifierScheme
from grappe.apps.directory.models import Organisation

LABEL = re.compile(r"^(siren|siret|tva|vat|lei|pic|ror|rnsr)\b[\s:n°º]*", re.IGNORECASE)
ADDRESS = re.compile(r"^https?://(www\.)?ror\.org/", re.IGNORECASE)
FEWEST_DIGITS = 5
SIREN_LENGTH, SIRET_LENGTH, FRENCH_VAT_LENGTH = 9, 14, 13
LONGEST = 40


def compact_identifier(text: str) -> str:
    """The number without its label, spaces and dots, in capitals; empty where the text cannot be one."""
    bare = ADDRESS.sub("", LABEL.sub("", text.strip()))
    value = re.sub(r"[\s.\-_/]", "", bare).upper()
    is_number = re.fullmatch(r"[0-9A-Z]+", value) and sum(sign.isdigit() for sign in value) >= FEWEST_DIGITS
    return value if is_number and len(value) <= LONGEST else ""


def organisations_identified(text: str) -> QuerySet[Organisation] | None:
    """Those that hold this number, or one that begins so; an establishment is found by its firm's SIREN and back."""
    value = compact_identifier(text)
    if not value:
        return None
    # ROR is the one scheme written in small letters.
    wanted = Q(identifiers__value=value) | Q(identifiers__value=value.lower())
    if value.isdigit():
        wanted |= Q(identifiers__value__startswith=value)
    siren = siren_within(value)
    if siren:
        wanted |= Q(identifiers__scheme=IdentifierScheme.SIREN, identifiers__value=siren)
    return Organisation.objects.filter(wanted, merged_into=None).distinct()


def siren_within(value: str) -> str:
    """The SIREN that a SIRET or a French VAT number holds."""
    if len(value) == SIRET_LENGTH and value.isdigit():
        return value[:SIREN_LENGTH]
    if len(value) == FRENCH_VAT_LENGTH and value.startswith("FR"):
        return value[-SIREN_LENGTH:]
    return ""
