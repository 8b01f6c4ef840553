"""What a finding says, in words and figures."""

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.eligibility import Finding
from grappe.apps.directory.enums import OrganisationKind

# Every reason a check gives; a test holds the list complete.
REASONS = {
    "firms": _("Independent firms: %(count)s; at least %(least)s wanted."),
    "research": _("Laboratories or schools: %(count)s; at least %(least)s wanted."),
    "lead": _("%(partner)s leads: %(kind)s."),
    "sizes": _("Such firms by the register: %(count)s, possibly %(possible)s; at least %(least)s wanted."),
    "partners": _("Partners: %(count)s."),
    "countries": _("Countries by the register: %(count)s, possibly %(possible)s; at least %(least)s wanted."),
    "countries_outside": _("From a country that is not eligible: %(partners)s."),
    "labels": _("Labels granted: %(count)s; %(possible)s if all that are asked for are granted."),
    "duration": _("Duration in months: %(count)s."),
    "no_duration": _("The duration is not stated yet."),
    "no_costs": _("The costs are not stated yet."),
    "share": _("%(share)s of the costs."),
    "cost": _("%(amount)s of eligible costs."),
    "no_aid": _("The aid asked for is not stated yet."),
    "no_ceiling": _("%(amount)s; no ceiling is known yet for these costs on this day."),
    "aid": _("%(amount)s asked for, ceiling %(high)s."),
    "aid_between": _("%(amount)s asked for; ceiling between %(low)s and %(high)s as long as size or place lack."),
    "de_minimis": _("%(amount)s of de minimis aid stated, within the ceiling."),
    "de_minimis_over": _("%(amount)s of de minimis aid stated, %(over)s above the ceiling."),
    "research_share": _("%(share)s of the costs are borne by laboratories and schools."),
    "research_share_open": _(
        "%(share)s of the costs are borne by laboratories and schools, %(open)s by partners whose kind is not known."
    ),
    "stated": _("Nothing in the form tells: the office looks at it."),
    "territory": _("%(share)s of the costs there, at least %(least)s wanted."),
    "territory_open": _("%(share)s of the costs there for sure, %(open)s without a place yet; %(least)s wanted."),
}
SHARES = ("share", "open")
AMOUNTS = ("amount", "low", "high", "over")
SHARE_REASONS = ("share", "territory", "territory_open")


def told(finding: Finding) -> str:
    """The sentence of a finding in the reader's language."""
    return str(REASONS[finding.reason]) % {name: worded(name, value, finding) for name, value in finding.values.items()}


def worded(name: str, value: Any, finding: Finding) -> str:
    if value is None:
        return str(_("none"))
    if name == "kind":
        return str(dict(OrganisationKind.choices).get(value, value))
    if name in SHARES or (name in {"least", "most"} and finding.reason in SHARE_REASONS):
        return percent(value)
    if name in AMOUNTS:
        return f"{number_format(value, 0, use_l10n=True, force_grouping=True)} €"
    return str(int(value)) if isinstance(value, Decimal) else str(value)


def percent(share: Decimal) -> str:
    return f"{number_format(share * 100, 1, use_l10n=True)} %"
