"""Published grants in the 360Giving Data Standard, as JSON or as its table of ten required columns."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from grappe.apps.directory.models import Organisation
from grappe.apps.funding.queries.published import PublishedGrant

PREFIX = "360G-grappe"
SIREN_DIGITS = 9
LONGEST_TITLE = 140
FIELDS = (
    "Identifier",
    "Title",
    "Description",
    "Currency",
    "Amount Awarded",
    "Award Date",
    "Recipient Org:Identifier",
    "Recipient Org:Name",
    "Funding Org:Identifier",
    "Funding Org:Name",
)


def identifier_of(organisation: Organisation, siret: str) -> str:
    """The register's number where there is one, else this site's own."""
    return f"FR-INSEE-{siret[:SIREN_DIGITS]}" if siret else f"{PREFIX}-org:{organisation.pk}"


def grant_of(grant: PublishedGrant) -> dict[str, Any]:
    return {
        "id": f"{PREFIX}-{grant.reference}-{grant.beneficiary.pk}",
        "title": f"{grant.project}: {grant.title}"[:LONGEST_TITLE],
        "description": grant.abstract or grant.title,
        "currency": "EUR",
        "amountAwarded": float(grant.amount),
        "awardDate": grant.signed_on.isoformat(),
        "plannedDates": [{"startDate": grant.starts_on.isoformat(), "endDate": grant.ends_on.isoformat()}],
        "recipientOrganization": [
            {"id": identifier_of(grant.beneficiary, grant.beneficiary_siret), "name": grant.beneficiary.legal_name}
        ],
        "fundingOrganization": [
            {"id": identifier_of(grant.funder, grant.funder_siret), "name": grant.funder.legal_name}
        ],
    }


def grants_json(grants: Iterable[PublishedGrant]) -> str:
    return json.dumps({"grants": [grant_of(one) for one in grants]}, ensure_ascii=False, indent=1)


def grants_csv(grants: Iterable[PublishedGrant]) -> str:
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(FIELDS)
    for one in map(grant_of, grants):
        recipient, funder = one["recipientOrganization"][0], one["fundingOrganization"][0]
        own = [one[name] for name in ("id", "title", "description", "currency", "amountAwarded", "awardDate")]
        writer.writerow([*own, recipient["id"], recipient["name"], funder["id"], funder["name"]])
    return sheet.getvalue()
