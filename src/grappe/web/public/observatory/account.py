"""How every row of a table's source was accounted for, in words."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grappe.analytics.sources.faults import Reason
from grappe.apps.observatory.enums import TerritoryVersion

WHY: dict[str, Promise] = {
    Reason.NEGATIVE_JOBS: _("negative jobs"),
    Reason.UNREADABLE_JOBS: _("jobs that are not a number"),
    Reason.BLANK_REGION: _("no region"),
    Reason.BLANK_INDUSTRY: _("no industry"),
    Reason.REGION_OF_ANOTHER_VINTAGE: _("region of another version of the territory"),
    Reason.UNKNOWN_REGION: _("unknown region"),
    Reason.INDUSTRY_OF_ANOTHER_NOMENCLATURE: _("industry of another nomenclature"),
    Reason.UNKNOWN_INDUSTRY: _("unknown industry"),
    Reason.REPEATED_ROW: _("repeated row"),
    Reason.KEY_WITH_SEVERAL_ROWS: _("several figures for one key"),
    Reason.SWAPPED_COORDINATES: _("coordinates swapped"),
    Reason.PROJECTED_COORDINATES: _("coordinates in another projection"),
    Reason.NO_COORDINATES: _("no coordinates"),
    Reason.PLACE_OUT_OF_REACH: _("place out of reach"),
}
DONE: dict[str, Promise] = {"left out": _("left out"), "repaired": _("mended"), "refused": _("refused")}
ROWS: dict[str, Promise] = {
    "in": _("rows in"),
    "used": _("rows used"),
    "left_aside": _("rows of other figures, left aside"),
    "suppressed": _("rows whose figure the source withholds"),
}
NOMENCLATURES: dict[str, str | Promise] = {
    "any": _("as the source has it"),
    "naics": "NAICS",
    "nace-rev2": "NACE Rev. 2",
    "naf-rev2": "NAF rév. 2",
    "naf-2025": "NAF 2025",
}
# Options of the command and the parameters they set.
OPTIONS = {
    "--layout": "layout",
    "--territory": "territory",
    "--holds": "held",
    "--nomenclature": "nomenclature",
    "--level": "level",
    "--on-bad": "on_bad",
}
LEFT_OUT = "left_out_"
# The first codes say what is meant; a file has them all.
VALUES = 8


@dataclass(frozen=True)
class Trouble:
    """Rows that could not be used as they stood."""

    why: str
    rows: int
    done: str
    values: list[str]


def command_of(provenance: Mapping[str, Any]) -> str:
    """What counts the same cells again from the same file; empty where the reading needs more than one file."""
    asked, files = provenance.get("parameters") or {}, list(provenance.get("inputs") or {})
    if len(files) != 1 or asked.get("concordance") or asked.get("territories"):
        return ""
    words = ["grappe", "observatory", "cells", "--in", files[0], "--out", "cells.csv"]
    for option, name in OPTIONS.items():
        if asked.get(name):
            words += [option, str(asked[name])]
    if asked.get("territory") == TerritoryVersion.FR_ZONES_2020:
        words += ["--territories", "FOLDER"]
    for option, name in (("--column", "columns"), ("--where", "where")):
        for key, value in (asked.get(name) or {}).items():
            words += [option, f"{key}={value}"]
    return shlex.join(words)


def rows_told(rows: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Each sum in words: what, and for rows left out why, and how many."""
    return [
        (str(_("rows left out")), str(WHY.get(code.removeprefix(LEFT_OUT), code)), number)
        if code.startswith(LEFT_OUT)
        else (str(ROWS.get(code, code)), "", number)
        for code, number in rows.items()
    ]


def troubles_told(troubles: Sequence[Mapping[str, Any]]) -> list[Trouble]:
    return [
        Trouble(
            str(WHY.get(one["reason"], one["reason"])),
            one["rows"],
            str(DONE.get(one.get("done", ""), one.get("done", ""))),
            [str(value) for value in one.get("values", ())[:VALUES]] + ["…"] * (len(one.get("values", ())) > VALUES),
        )
        for one in troubles
    ]
