"""A funding agreement as PDF: what was signed is set from what was kept, a draft from what stands."""

from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from grappe.apps.calls.enums import ResearchNature
from grappe.apps.funding.documents.setting import money, set_pdf, simulated_words, spelled
from grappe.apps.funding.domain.statements import agreement_content
from grappe.apps.funding.enums import AgreementState, ObligationKind
from grappe.apps.funding.models import Agreement
from grappe.apps.funding.phrases.amounts import euros


def agreement_pdf(agreement: Agreement) -> bytes:
    with translation.override(agreement.language):
        words = words_of(agreement)
    return set_pdf("agreement.typ", words)


def words_of(agreement: Agreement) -> dict[str, Any]:
    is_draft = agreement.state == AgreementState.DRAFT
    content = agreement_content(agreement) if is_draft else agreement.content
    names = {
        "funder": content["funder"],
        "title": content["title"][agreement.language],
        "starts": spelled(content["starts_on"]),
        "ends": spelled(content["ends_on"]),
        "advance": f"{euros(Decimal(content['advance_share']) * 100)} %",
    }
    parts = [(_("Conditions"), content["conditions"]), (_("Payment"), payment_text(names))]
    return {
        "language": agreement.language,
        "number": content["agreement"],
        "title": _("Funding agreement") if not is_draft else _("Funding agreement (draft)"),
        "funder": content["funder"],
        "paragraphs": [
            _("%(funder)s and the partners below carry out the project “%(title)s” together.") % names,
            _("The agreement runs from %(starts)s to %(ends)s.") % names,
        ],
        "tables": [parties(content), amounts(content), *schedule(content)],
        "parts": [[title, text.splitlines()] for title, text in parts if text],
        "digest": agreement.digest,
        **simulated_words(is_simulated=content["simulated"]),
    }


def payment_text(names: dict[str, str]) -> str:
    return (
        _(
            "At most %(advance)s of each partner's aid is paid in advance. The rest follows from the costs that are "
            "claimed and accepted, in the proportion of the table. What is paid in excess is given back."
        )
        % names
    )


def parties(content: dict[str, Any]) -> dict[str, Any]:
    rows = [[name, signatory, spelled(day)] for name, signatory, day in content["parties"]]
    return {"title": _("Parties"), "header": [_("Organisation"), _("Signatory"), _("Signed on")], "rows": rows}


def amounts(content: dict[str, Any]) -> dict[str, Any]:
    rows = [
        [name, str(ResearchNature(nature).label), money(cost), money(aid)]
        for name, nature, _form, cost, aid in content["lines"]
    ]
    header = [_("Partner"), _("Nature of research"), _("Planned cost"), _("Aid")]
    return {"title": _("Amounts"), "header": header, "rows": rows}


def schedule(content: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [
        [str(ObligationKind(kind).label), spelled(day), f"{euros(Decimal(share) * 100)} %" if share else ""]
        for kind, day, share in content["obligations"]
    ]
    header = [_("What"), _("Due on"), _("Share of the aid")]
    return [{"title": _("Schedule"), "header": header, "rows": rows}] if rows else []
