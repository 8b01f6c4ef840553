"""From a French postcode or commune code to its department."""

import re
from functools import cache

from grappe.kernel.tables import read_rows
from grappe.kernel.territories import UnknownTerritoryError, department, departments

FIVE = re.compile(r"\d{5}")
COMMUNE = re.compile(r"(?:\d{2}|2[AB])\d{3}")
FIRST_POSTCODE_OF_UPPER_CORSICA = "20200"


@cache
def postcode_exceptions() -> dict[str, str]:
    """Postcodes served from a neighbouring department's post office."""
    return {row["postcode"]: row["department"] for row in read_rows("territories/postcode_exceptions.csv")}


def department_of_postcode(postcode: str) -> str:
    """The department code of a French postcode; Corsica is 2A or 2B, overseas has three signs."""
    code = postcode.strip().replace(" ", "").upper().removeprefix("F-").removeprefix("FR-")
    if len(code) == len("1000") and code.isdigit():
        code = code.zfill(5)  # a spreadsheet has eaten the leading zero of 01000
    if not FIVE.fullmatch(code):
        raise UnknownTerritoryError(postcode, "French postcode")
    found = postcode_exceptions().get(code) or by_prefix(code)
    if found not in departments():
        raise UnknownTerritoryError(postcode, "French postcode")
    return found


def by_prefix(postcode: str) -> str:
    if postcode.startswith("20"):
        return "2A" if postcode < FIRST_POSTCODE_OF_UPPER_CORSICA else "2B"
    return postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]


def department_of_commune(commune_code: str) -> str:
    """The department code of an INSEE commune code, such as ``2A004`` or ``97411``."""
    code = commune_code.strip().upper().zfill(5)
    if not COMMUNE.fullmatch(code):
        raise UnknownTerritoryError(commune_code, "commune code")
    prefix = code[:3] if code.startswith(("97", "98")) else code[:2]
    return department(prefix).code
