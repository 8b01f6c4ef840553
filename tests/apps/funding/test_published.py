"""Published grants hold to the field lists of SCDL "subventions" and of 360Giving, restated here."""

import csv
import io
import json
import re

import jsonschema_rs
import pytest
from django.urls import reverse
from tests.funding_rows import make_agreement, make_decision, make_granted, make_received

from grappe.apps.calls.models import Proposal
from grappe.apps.directory.models import Identifier
from grappe.apps.funding.queries.published import published_grants

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


DAY = r"^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$"
ORGANISATIONS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["id", "name"],
        "properties": {"id": {"type": "string", "minLength": 1}, "name": {"type": "string", "minLength": 1}},
    },
}
# Field by field what the 360Giving Data Standard's grant and package schemas ask of the fields that are written,
# with what its guidance adds: identifiers that begin with the publisher's prefix, titles within 140 characters.
GRANT = {
    "type": "object",
    "required": [
        "id", "title", "description", "currency", "amountAwarded", "awardDate",
        "recipientOrganization", "fundingOrganization",
    ],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^360G-[A-Za-z0-9-]+$"},
        "title": {"type": "string", "minLength": 1, "maxLength": 140},
        "description": {"type": "string", "minLength": 1},
        "currency": {"const": "EUR"},
        "amountAwarded": {"type": "number", "exclusiveMinimum": 0},
        "awardDate": {"type": "string", "pattern": DAY},
        "plannedDates": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string", "pattern": DAY} for name in ("startDate", "endDate")},
            },
        },
        "recipientOrganization": ORGANISATIONS,
        "fundingOrganization": ORGANISATIONS,
    },
}  # fmt: skip
PACKAGE = {
    "type": "object",
    "required": ["grants"],
    "properties": {"grants": {"type": "array", "minItems": 1, "uniqueItems": True, "items": GRANT}},
}


def read(client, name):
    return client.get(reverse("public:grants-file", args=name.split(".")))


def numbered(agreement):
    for number, party in enumerate(agreement.parties.all(), 1):
        Identifier.objects.create(
            organisation=party.organisation, scheme="siret", value=f"{agreement.pk % 10**9:09d}0001{number}"
        )
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
    assert json.loads(read(client, "360giving.json").content)["grants"][0]["amountAwarded"] == 40_000
    assert len(read(client, "360giving.csv").content.decode().splitlines()) == 2


def test_the_package_holds_to_the_schema_of_360giving_and_its_table_says_the_same(client):
    numbered(make_agreement())
    other = make_agreement()
    Proposal.objects.filter(pk=other.decision.proposal_id).update(title_fr="Très " * 60, abstract_fr="")
    found = json.loads(read(client, "360giving.json").content)
    jsonschema_rs.validator_for(PACKAGE).validate(found)
    ids = [one["id"] for one in found["grants"]]
    assert len(set(ids)) == len(ids) == 2
    table = list(csv.DictReader(io.StringIO(read(client, "360giving.csv").content.decode())))
    assert [(row["Identifier"], float(row["Amount Awarded"])) for row in table] == [
        (one["id"], one["amountAwarded"]) for one in found["grants"]
    ]
    assert [name for row in table for name, value in row.items() if not value] == []


def test_any_number_of_grants_takes_the_same_queries(client, django_assert_num_queries):
    for _number in range(2):
        numbered(make_agreement())
    with django_assert_num_queries(4):
        assert len(list(published_grants())) == 2
    make_agreement()
    with django_assert_num_queries(4):
        assert len(list(published_grants())) == 3


def test_neither_simulated_grants_nor_drafts_are_published(client):
    agreement = make_agreement()
    Proposal.objects.filter(pk=agreement.decision.proposal_id).update(is_simulated=True)
    make_granted(make_decision(make_received()))
    assert json.loads(read(client, "360giving.json").content) == {"grants": []}
    assert read(client, "else.csv").status_code == 404
