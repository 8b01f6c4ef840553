"""What pages of every audience show of a partnership profile."""

from typing import Any

from django.utils.translation import gettext as _

from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.partnerships.models import PartnershipProfile
from grappe.web.ui.templatetags.naming import country_name

# Tongues in which partners work; their names as the reader says them.
LANGUAGE_CODES = ("en", "fr", "de", "es", "it", "nl", "pl", "pt")


def language_names() -> dict[str, str]:
    return {
        "en": _("English"),
        "fr": _("French"),
        "de": _("German"),
        "es": _("Spanish"),
        "it": _("Italian"),
        "nl": _("Dutch"),
        "pl": _("Polish"),
        "pt": _("Portuguese"),
    }


def told_partner(profile: PartnershipProfile) -> list[tuple[str, Any]]:
    """Who is sought, in terms and values; what is not said is left out."""
    kinds = dict(OrganisationKind.choices)
    names = language_names()
    held = [
        (_("Stage of development"), profile.get_stage_display()),
        (_("Partner sought"), ", ".join(str(kinds.get(one, one)) for one in profile.partner_kinds)),
        (_("Role"), profile.get_partner_role_display()),
        (_("Countries"), ", ".join(country_name(code) for code in profile.partner_countries) or _("any country")),
        (_("Working languages"), ", ".join(names.get(code, code) for code in profile.languages)),
    ]
    return [(term, value) for term, value in held if value]
