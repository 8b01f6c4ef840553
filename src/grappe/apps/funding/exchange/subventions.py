"""Published grants as the French open-data table "subventions" (SCDL 2.0: fourteen columns, comma, UTF-8).

The SIRET of both sides is required there: a grant that lacks one is left out.
"""

import csv
import io
from collections.abc import Iterable

from grappe.apps.funding.queries.published import PublishedGrant

FIELDS = (
    "nomAttribuant",
    "idAttribuant",
    "dateConvention",
    "referenceDecision",
    "nomBeneficiaire",
    "idBeneficiaire",
    "objet",
    "montant",
    "nature",
    "conditionsVersement",
    "datesPeriodeVersement",
    "idRAE",
    "notificationUE",
    "pourcentageSubvention",
)
LONGEST_OBJECT = 256
SMALLEST_SHARE = 0.01


def subventions_csv(grants: Iterable[PublishedGrant]) -> str:
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, FIELDS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(row_of(one) for one in grants if is_publishable(one))
    return sheet.getvalue()


def is_publishable(grant: PublishedGrant) -> bool:
    return bool(grant.funder_siret and grant.beneficiary_siret)


def row_of(grant: PublishedGrant) -> dict[str, str]:
    return {
        "nomAttribuant": grant.funder.legal_name,
        "idAttribuant": grant.funder_siret,
        "dateConvention": grant.signed_on.isoformat(),
        "referenceDecision": grant.reference,
        "nomBeneficiaire": grant.beneficiary.legal_name,
        "idBeneficiaire": grant.beneficiary_siret,
        "objet": f"{grant.project} : {grant.title}"[:LONGEST_OBJECT],
        # The whole grant before it is shared out: the last column says which part goes to this beneficiary.
        "montant": f"{grant.whole:.2f}",
        "nature": "aide en numéraire",
        "conditionsVersement": "échelonné",
        "datesPeriodeVersement": f"{grant.starts_on.isoformat()}/{grant.ends_on.isoformat()}",
        "idRAE": "",
        "notificationUE": "oui" if grant.is_de_minimis else "non",
        "pourcentageSubvention": f"{max(float(grant.share), SMALLEST_SHARE):.4f}",
    }
