"""What an address asks of the regional tables and cannot have: told, never dropped in silence."""

from collections.abc import Collection, Sequence

from django.http import QueryDict
from django.utils.translation import gettext as _

from grappe.apps.observatory.models import CodeName, RegionalTable
from grappe.web.ui.templatetags.naming import in_language

LONGEST = 40


def unmet_table_and_year(data: QueryDict, table: RegionalTable, *, year: int | None) -> list[str]:
    told = []
    asked = data.get("table", "")
    if asked and asked != table.code:
        told.append(_("No such table is loaded: %(code)s. Another one is shown.") % {"code": shown(asked)})
    asked = data.get("year", "")
    if asked and asked != str(year):
        told.append(_("The table has no such year: %(year)s. Its latest is shown.") % {"year": shown(asked)})
    return told


def unmet_industry(data: QueryDict, industries: Collection[str]) -> list[str]:
    asked = data.get("industry", "")
    if not asked or asked in industries:
        return []
    return [_("The table has no such industry: %(code)s. All industries are shown together.") % {"code": shown(asked)}]


def unmet_regions(wanted: Sequence[str], names: dict[str, CodeName], *, most: int) -> list[str]:
    """Codes that no region of the table has, and regions beyond the most that are compared."""
    told = []
    unknown = [shown(code) for code in wanted if code not in names][:most]
    if unknown:
        told.append(_("The table has no such region: %(codes)s.") % {"codes": ", ".join(unknown)})
    beyond = [in_language(names[code]) for code in wanted if code in names][most:]
    if beyond:
        words = {"most": most, "names": ", ".join(beyond)}
        told.append(_("%(most)s regions at most are compared; left out: %(names)s.") % words)
    return told


def shown(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
