"""Membership certificates: what is certified is kept, so that a third party can verify the paper by its code."""

import base64
import hashlib
import json
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.models import Certificate, Membership

CODE_BYTES = 10


class NotAMemberError(RefusedError):
    """The membership is over, or has not begun: there is nothing to certify today."""


def issue_certificate(*, membership: Membership, language: str, by: User) -> Certificate:
    """Certify a membership in force today; asking again on the same day gives the same certificate."""
    today = timezone.localdate()
    period = membership.period
    if (period.lower and period.lower > today) or (period.upper and period.upper <= today):
        raise NotAMemberError(_("Only a membership in force today can be certified."))
    content = content_of(membership, language, today)
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    with recorded(by=by, verb="issue_certificate"):
        certificate, created = Certificate.objects.get_or_create(
            digest=digest,
            defaults={"membership": membership, "code": code_of(digest), "content": content, "issued_by": by},
        )
        if created:
            record_action(by=by, verb="issue_certificate", target=membership, code=certificate.code)
    return certificate


def content_of(membership: Membership, language: str, today: date) -> dict[str, Any]:
    """Everything the certificate says, as plain text."""
    organisation, cluster, college = membership.organisation, membership.cluster, membership.college
    college_name = "" if college is None else college.name_en if language == "en" else college.name_fr
    return {
        "organisation": organisation.legal_name,
        "identifiers": [str(one) for one in organisation.identifiers.all()],
        "address": ", ".join(
            filter(None, [organisation.street, f"{organisation.postcode} {organisation.city}".strip()])
        ),
        "cluster": cluster.name,
        "college": college_name,
        "since": membership.period.lower.isoformat() if membership.period.lower else "",
        "issued_on": today.isoformat(),
        "language": language,
        "simulated": membership.is_simulated or organisation.is_simulated or cluster.is_simulated,
    }


def code_of(digest: str) -> str:
    """Short enough to be typed from paper, and not to be made up without the site's key."""
    raw = salted_hmac("grappe.certificate", digest, algorithm="sha256").digest()[:CODE_BYTES]
    text = base64.b32encode(raw).decode("ascii")
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def normalised_code(text: str) -> str:
    """A code as people type it: any case, any spacing."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())[:16]
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
