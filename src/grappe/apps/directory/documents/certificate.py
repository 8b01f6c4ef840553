"""The membership certificate as PDF."""

import json
from datetime import date
from importlib import resources

import typst
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grappe.apps.directory.models import Certificate


def certificate_pdf(certificate: Certificate) -> bytes:
    """Set a certificate as it was issued, in the language it was asked in."""
    template = resources.files(__package__).joinpath("certificate.typ").read_bytes()
    with translation.override(certificate.content["language"]):
        words = json.dumps(words_of(certificate))
    pdf: bytes = typst.compile(template, sys_inputs={"words": words}, ignore_system_fonts=True)
    return pdf


def words_of(certificate: Certificate) -> dict[str, object]:
    content = certificate.content
    names = {"cluster": content["cluster"], "since": spelled(content["since"]), "day": spelled(content["issued_on"])}
    verify = {"address": settings.BASE_URL + reverse("member:verify_certificate")}
    return {
        "language": content["language"],
        "title": _("Certificate of membership"),
        "cluster": content["cluster"],
        "certifies": _("It is certified that"),
        "organisation": content["organisation"],
        "lines": [line for line in (content["address"], " · ".join(content["identifiers"])) if line],
        "statement": (
            _("is a member of the cluster %(cluster)s since %(since)s.")
            if content["since"]
            else _("is a member of the cluster %(cluster)s.")
        )
        % names,
        "college": _("College: %(college)s") % {"college": content["college"]} if content["college"] else "",
        "issued": _("Issued on %(day)s from the register of clusters.") % names,
        "verify": _("Verify this certificate at %(address)s with its code:") % verify,
        "code": certificate.code,
        "digest": certificate.digest,
        "simulated": _("simulated") if content["simulated"] else "",
        "simulated_note": _("Simulated: this certificate is part of a demonstration and certifies nothing."),
    }


def spelled(day: str) -> str:
    return date_format(date.fromisoformat(day), "DATE_FORMAT") if day else ""
