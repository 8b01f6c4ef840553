"""Published grants hold to the field lists of SCDL "subventions" and of 360Giving, restated here."""

import csv
import io
import json
import re
from datetime import date

import pytest
from django.urls import reverse
from tests.funding_rows import make_agreement, make_decision, make_granted, make_received

from grappe.apps.calls.models import Proposal
from grappe.apps.directory.models import Identifier

pytestmark = pytest.mark.django_db
SCDL = {
    "nomAttribuant": r".+",
    "idAttribuant": r"\d{14}",
    "dateConvention": r"\d{4}-\d\d-\d\d",
    "referenceDecision": r".*",
    "nomBeneficiaire": r".+",
    "idBeneficiaire": r"\d{14}",
    "objet": r".{1,256}",
    "montant": r"\d+\.\d\d",
    "nature": r"aide en numéraire",
    "conditionsVersement": r"unique|échelonné|.{1,256}",
    "datesPeriodeVersement": r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?",
    "idRAE": r".{0,5}",
    "notificationUE": r"oui|non",
    "pourcentageSubvention": r"1\.0000|0\.\d{4}",
}


def read(client, name):
    return client.get(reverse("public:grants-file", args=name.split(".")))


def numbered(agreement):
    for number, party in enumerate(agreement.parties.all(), 1):
        Identifier.objects.create(organisation=party.organisation, scheme="siret", value=f"1234567890001{number}")
    return agreement


def test_the_table_of_subventions_has_every_column_and_only_valid_values(client):
    numbered(make_agreement())
    rows = list(csv.DictReader(io.StringIO(read(client, "subventions.csv").content.decode())))
    assert [list(row) for row in rows] == [list(SCDL)]
    assert [name for name, pattern in SCDL.items() if not re.fullmatch(pattern, rows[0][name])] == []
    assert (rows[0]["montant"], rows[0]["pourcentageSubvention"]) == ("40000.00", "1.0000")


def test_a_grant_without_siret_is_not_in_the_table_but_in_360giving(client):
    make_agreement()
    assert len(read(client, "subventions.csv").content.decode().splitlines()) == 1
    grant = json.loads(read(client, "360giving.json").content)["grants"][0]
    assert {"id", "title", "description", "currency", "amountAwarded", "awardDate"} <= set(grant)
    assert grant["amountAwarded"] == 40_000
    assert date.fromisoformat(grant["awardDate"])
    assert all({"id", "name"} <= set(grant[side][0]) for side in ("recipientOrganization", "fundingOrganization"))
    assert len(read(client, "360giving.csv").content.decode().splitlines()) == 2


def test_neither_simulated_grants_nor_drafts_are_published(client):
    agreement = make_agreement()
    Proposal.objects.filter(pk=agreement.decision.proposal_id).update(is_simulated=True)
    make_granted(make_decision(make_received()))
    assert json.loads(read(client, "360giving.json").content) == {"grants": []}
    assert read(client, "else.csv").status_code == 404
