import json
from datetime import timedelta
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import negative_data_rejection
from tests.factories import (
    make_cluster,
    make_membership,
    make_organisation,
    make_participation,
    make_project,
    make_user,
)
from tests.forum_rows import make_edition, make_registration

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.domain.tokens import create_token
from grappe.apps.accounts.enums import Role
from grappe.cli.openapi import describe

COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "reference" / "openapi.json"
schema = schemathesis.openapi.from_dict(json.loads(describe()))


def test_the_committed_description_is_the_one_served():
    assert COMMITTED.read_text(encoding="utf-8") == describe(), "run `grappe openapi` and commit the difference"


EVERY_ROUTE = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def address(live_server):
    organisation = make_organisation()
    make_membership(organisation, make_cluster())
    make_participation(make_project(), organisation)
    return live_server.url


@pytest.fixture
def headers(transactional_db):
    officer = make_user()
    grant_role(user=officer, role=Role.PROGRAMME_OFFICER, by=None)
    _token, secret = create_token(name="test", scopes=["read", "write"], valid_for=timedelta(days=1), by=officer)
    return {"Authorization": f"Bearer {secret}"}


@schema.parametrize()
@EVERY_ROUTE
def test_every_route_answers_a_visitor_as_described(case, address):
    case.call_and_validate(base_url=address)


@schema.parametrize()
@EVERY_ROUTE
def test_every_route_answers_an_officer_as_described(case, address, headers):
    case.call_and_validate(base_url=address, headers=headers)


at_the_door = schema.include(path_regex="/check-ins")


@pytest.fixture
def door(live_server):
    """An edition with people to let in, so that what is sent reaches them instead of ending at 404."""
    edition = make_edition(slug="forum-2027")
    people = [make_registration(edition), make_registration(edition, state="cancelled")]
    return edition, people, live_server.url


@at_the_door.parametrize()
@EVERY_ROUTE
def test_the_door_answers_whatever_a_phone_sends(case, door, headers):
    edition, people, address = door
    case.path_parameters = dict.fromkeys(case.path_parameters, edition.slug)
    if case.meta.generation.mode.is_positive:
        for scan, person in zip(case.body["scans"], people, strict=False):
            scan["code"] = person.code
    # Path and token are replaced by good ones: only a bad body is left for the door to refuse.
    body = case.meta.components.get(ParameterLocation.BODY)
    excluded = [] if body is not None and body.mode.is_negative else [negative_data_rejection]
    answer = case.call_and_validate(base_url=address, headers=headers, excluded_checks=excluded)
    assert answer.status_code != 404


def test_the_description_is_the_same_on_every_supported_python():
    """Python 3.13 took the names of RFC 9110 for some answers."""
    described = {
        (status, answer["description"])
        for operations in json.loads(describe())["paths"].values()
        for operation in operations.values()
        for status, answer in operation["responses"].items()
    }
    assert {name for status, name in described if status == "422"} <= {"Unprocessable Content"}
