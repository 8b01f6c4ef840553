"""What a run says, in the reader's language: reasons, effects and why a file could not be read."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from grappe.analytics.intake.faults import Effect, FaultCode

REASONS: Mapping[FaultCode, Promise] = {
    FaultCode.MISSING: _("The value is missing: this column must be filled."),
    FaultCode.TOO_LONG: _("The text is too long: at most %(limit)s characters."),
    FaultCode.NOT_A_DATE: _("This is not a date: write 31/12/2024 or 2024-12-31."),
    FaultCode.NO_SUCH_DAY: _("This day does not exist in the calendar."),
    FaultCode.NOT_A_NUMBER: _("This is not a number: write 1234,56 or 1234.56."),
    FaultCode.AMBIGUOUS_NUMBER: _("This can be read as two numbers: write it without a mark between the thousands."),
    FaultCode.NEGATIVE: _("The number is below zero."),
    FaultCode.TOO_LARGE: _("The number is too large to be true."),
    FaultCode.UNKNOWN_COUNTRY: _("No country has this code or name."),
    FaultCode.UNKNOWN_CHOICE: _("This word is not known here. Known: %(known)s."),
    FaultCode.NOT_A_PIC: _("A PIC has nine digits."),
    FaultCode.NOT_A_SIREN: _("This is not a SIREN: nine digits whose last one checks the others."),
    FaultCode.NOT_A_SIRET: _("This is not a SIRET: fourteen digits whose last one checks the others."),
    FaultCode.NOT_A_VAT_NUMBER: _("This is not an EU VAT number: its check does not hold."),
    FaultCode.NOT_AN_ADDRESS: _("This is not a web address."),
    FaultCode.NOT_COORDINATES: _("These are not a latitude and a longitude."),
    FaultCode.NOT_A_POSTCODE: _("This is not a French postcode."),
    FaultCode.UNKNOWN_DEPARTMENT: _("No French department has this number or name."),
    FaultCode.NOT_A_CODE: _("This is not an activity code: write it as 62.01Z."),
    FaultCode.NOT_A_SLUG: _("A short address holds small letters, digits and dashes only."),
    FaultCode.ENDS_BEFORE_START: _("The end comes before the start."),
    FaultCode.IN_THE_FUTURE: _("The date lies in the future."),
    FaultCode.WRONG_CELL_COUNT: _("The row has %(found)s cells where the header has %(expected)s."),
    FaultCode.SIREN_AND_SIRET_DISAGREE: _("The SIRET belongs to another SIREN than the one given."),
    FaultCode.UNKNOWN_PROJECT: _("This project is not in the register: import the projects first."),
    FaultCode.UNKNOWN_ORGANISATION: _("This organisation is not in the register and the row does not name it."),
    FaultCode.UNKNOWN_CLUSTER: _("This cluster is not in the register."),
    FaultCode.REPEATED: _("The same member stands on line %(line)s already."),
    FaultCode.OVERLAPS_MEMBERSHIP: _("The register holds a membership over this period already."),
    FaultCode.SECOND_LEAD: _("The project has a lead already: taken as a partner."),
    FaultCode.BROKEN_FORMULA: _("The cell holds a formula that failed."),
    FaultCode.UNCOMPUTED_FORMULA: _(
        "The cell holds a formula without its result: open the file in a spreadsheet program and save it again."
    ),
    FaultCode.BAD_QUOTES: _("The quotation marks of this row do not match: it cannot be cut into cells."),
    FaultCode.REPEATED_HEADER: _("This row repeats the header: it was passed over."),
    FaultCode.OTHER_SHEET: _("This sheet was not read: one file, one sheet. Save it as a file of its own."),
    FaultCode.LOST_LETTERS: _("Letters of this text are lost: save the file again as XLSX or in UTF-8."),
}
EFFECTS: Mapping[Effect, Promise] = {
    Effect.REFUSED: _("row refused"),
    Effect.LEFT_OUT: _("value left out"),
    Effect.SILENT: _("value left out"),
}
MESSAGES: Mapping[str, Promise] = {
    "empty_file": _("The file is empty."),
    "no_header": _("No row of this file looks like a header."),
    "not_a_table": _("This is neither a table of text nor a spreadsheet nor a Parquet file."),
    "broken_file": _("The file is damaged: %(detail)s"),
    "unpacks_too_large": _("The file unpacks to more than %(limit)s MB: it is refused."),
    "wrong_kind": _("This file is of another kind: it lacks the columns %(missing)s."),
    "wrong_kind_found": _("This file is of another kind: it looks like “%(looks_like)s”."),
    "wrong_source": _("This file is not known as a file of this source."),
    "no_cluster": _("Say which cluster these are the members of."),
    "no_mapping": _("No column of this file holds the name of a member: say which one does."),
    "interrupted": _("The import was interrupted; nothing of it was written."),
}

ASIDE = "aside"
# What a column of a list of members can hold, as the page of columns offers it.
TARGETS: Mapping[str, Promise] = {
    "legal_name": _("name of the member"),
    "short_name": _("short name"),
    "siret": _("SIRET"),
    "siren": _("SIREN"),
    "vat": _("EU VAT number"),
    "kind": _("kind of organisation"),
    "fee_class": _("fee class"),
    "college": _("college"),
    "since": _("member since"),
    "until": _("member until"),
    "street": _("street"),
    "postcode": _("postcode"),
    "city": _("city"),
    "department": _("department"),
    "country": _("country"),
    "headcount": _("headcount"),
    "headcount_year": _("year of the headcount"),
    "activity_code": _("activity (NACE/NAF)"),
    "website": _("website"),
}
RECORDS: Mapping[str, Promise] = {
    "organisation": _("organisation"),
    "project": _("project"),
    "participation": _("participation"),
    "membership": _("membership"),
    "college": _("college"),
    "accounts": _("annual accounts"),
    "cluster": _("cluster"),
}


def target_choices() -> list[tuple[str, Any]]:
    """What a column may be taken for, "nothing" first."""
    return [(ASIDE, _("leave this column aside")), *TARGETS.items()]


def record_label(record: str) -> str:
    return str(RECORDS[record])


def field_label(field: str) -> str:
    """A field of an organisation or a project, as their pages call it."""
    from grappe.apps.directory.models import Organisation
    from grappe.apps.projects.models import Project

    for model in (Organisation, Project):
        for column in model._meta.fields:
            if column.name == field:
                return str(column.verbose_name)
    return field


def reason_text(code: str, params: Mapping[str, Any]) -> str:
    """Why a row or a value stays out."""
    return str(REASONS[FaultCode(code)]) % dict(params)


def effect_text(effect: str) -> str:
    return str(EFFECTS[Effect(effect)])


def message_text(message: Mapping[str, Any]) -> str:
    """Why a whole file stays out; empty where there is nothing to say."""
    from grappe.apps.imports.enums import ImportKind

    if not message:
        return ""
    code, params = message["code"], dict(message.get("params", {}))
    if code in {"wrong_kind", "wrong_source"} and params.get("looks_like"):
        code, params = "wrong_kind_found", {"looks_like": str(ImportKind(params["looks_like"]).label)}
    if isinstance(params.get("missing"), list):
        params["missing"] = ", ".join(params["missing"])
    return str(MESSAGES[code]) % params if code in MESSAGES else translate("The file could not be read.")
