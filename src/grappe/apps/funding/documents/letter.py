"""The letter of a decision as PDF: set again from what was kept, word for word."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from grappe.apps.funding.documents.setting import money, set_pdf, simulated_words, spelled
from grappe.apps.funding.enums import Outcome
from grappe.apps.funding.models import FundingLetter


def letter_pdf(letter: FundingLetter) -> bytes:
    with translation.override(letter.language):
        words = words_of(letter)
    return set_pdf("letter.typ", words)


def words_of(letter: FundingLetter) -> dict[str, Any]:
    content = letter.content
    is_granted = content["outcome"] == Outcome.GRANTED
    names = {
        "reference": content["reference"],
        "acronym": content["acronym"],
        "call": content["call"][letter.language],
        "funder": content["funder"],
    }
    return {
        "language": letter.language,
        "title": _("Decision on the proposal %(reference)s %(acronym)s") % names,
        "funder": content["funder"],
        "to": [content["lead"], *content["lead_address"]],
        "day": spelled(content["decided_on"]),
        "paragraphs": list(paragraphs(names, content, is_granted=is_granted)),
        "header": [_("Partner"), _("Aid")],
        "rows": [[name, money(amount)] for name, amount in content["amounts"]],
        "parts": [
            [title, content[key].splitlines()]
            for title, key in ((_("Conditions"), "conditions"), (_("Reasons"), "reasons"))
            if content[key]
        ],
        "digest": letter.digest,
        **simulated_words(is_simulated=content["simulated"]),
    }


def paragraphs(names: dict[str, str], content: dict[str, Any], *, is_granted: bool) -> Any:
    yield _("You submitted the proposal %(reference)s %(acronym)s to the call “%(call)s”.") % names
    if content["by_silence"]:
        yield _("No decision was taken within the legal period; the law says what this silence means.")
    if is_granted:
        yield _("%(funder)s grants the aid below. An agreement states when and how it is paid.") % names
    else:
        yield _("%(funder)s does not grant the aid you asked for.") % names
        yield _("You may ask for this decision to be looked at again, or appeal against it to the competent court.")
