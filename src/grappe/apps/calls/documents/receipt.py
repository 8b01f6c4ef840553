"""The receipt of a submission as PDF."""

import json
from importlib import resources
from typing import Any

import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grappe.apps.calls.models import Submission

EXACT = "Y-m-d H:i:s.u"


def receipt_pdf(submission: Submission) -> bytes:
    """Set a receipt in the language it was given in; everything it says was kept at the submission."""
    template = resources.files(__package__).joinpath("receipt.typ").read_bytes()
    with translation.override(submission.language):
        words = json.dumps(words_of(submission))
    pdf: bytes = typst.compile(template, sys_inputs={"words": words}, ignore_system_fonts=True)
    return pdf


def words_of(submission: Submission) -> dict[str, Any]:
    content, round_ = submission.version.content, submission.proposal.round
    zone = round_.zone
    lead = next((one["name"] for one in content["partners"] if one["is_lead"]), "")
    return {
        "language": submission.language,
        "title": _("Receipt"),
        "heading": f"{content['reference']} {content['acronym']}",
        "code": submission.code,
        "rows": [
            [_("Receipt number"), submission.code],
            [_("Round"), round_.title_en if submission.language == "en" else round_.title_fr],
            [_("Lead"), lead],
            [_("Received at"), f"{date_format(submission.received_at.astimezone(zone), EXACT)} ({round_.time_zone})"],
            [_("Closes at"), f"{date_format(submission.closes_at.astimezone(zone), EXACT)} ({round_.time_zone})"],
            [_("Submitted by"), str(submission.submitted_by or "")],
            [_("Partners"), str(len(content["partners"]))],
            [_("Version"), str(submission.version.number)],
        ],
        "digest_label": _("SHA-256 digest of what was received"),
        "digest": submission.digest,
        "note": _("The hour is that of the server's clock. Any change to the proposal would change its digest."),
        "simulated": _("simulated") if submission.proposal.is_simulated else "",
        "simulated_note": _("Simulated: this receipt is part of a demonstration and proves nothing."),
    }
