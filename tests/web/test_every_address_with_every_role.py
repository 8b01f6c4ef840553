"""docs/reference/roles.md says who may see and do what: every address is asked for with every role."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from tests.web.addresses import ROLES, World, addresses, ask, make_world, path_of

TABLE = Path(__file__).parents[2] / "docs" / "reference" / "roles.md"
ROW = re.compile(r"^\| `(?P<name>[^`]+)` \| (?P<method>[A-Z]+) \| (?P<cells>.+) \|$", re.MULTILINE)
METHODS = ("GET", "POST")
AREAS = ("public:", "account_", "mfa_", "usersessions_", "member:", "office:", "api-v1:", "")
OPEN = {"yes", "again", "broken"}


def stated() -> dict[tuple[str, str], list[str]]:
    found = ROW.finditer(TABLE.read_text(encoding="utf-8"))
    return {(row["name"], row["method"]): [cell.strip() for cell in row["cells"].split("|")] for row in found}


def area_of(name: str) -> str:
    return next(area for area in AREAS if name.startswith(area))


@pytest.fixture
def world(db, settings, tmp_path) -> World:
    settings.MEDIA_ROOT = tmp_path
    return make_world()


@pytest.mark.slow
# allauth's own templates ask for variables that are not always there.
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("area", AREAS)
def test_every_role_is_answered_as_the_table_says(world, area):
    table = stated()
    assert list(differences(world, area, table)) == []


def differences(world: World, area: str, table: dict[tuple[str, str], list[str]]) -> Iterator[str]:
    for name, parameters in addresses():
        if area_of(name) != area:
            continue
        path = path_of(world, name, parameters)
        for method in (*METHODS, "PATCH") if area == "api-v1:" else METHODS:
            answers = [answer_and_forget(world, role, method, name, path) for role in ROLES]
            expected = table.get((name, method))
            if expected is None and OPEN & set(answers):
                yield f"no row in {TABLE.name}: | `{name}` | {method} | {' | '.join(answers)} |"
            elif expected is not None and expected != answers:
                yield f"{name} {method}: stated {expected}, answered {answers}"


def answer_and_forget(world: World, role: str, method: str, name: str, path: str) -> str:
    """What a role is answered; whatever it did is taken back, so that the next one asks of the same world."""
    point = transaction.savepoint()
    try:
        return ask(world, role, method, name, path)
    finally:
        transaction.savepoint_rollback(point)


def test_every_address_has_a_row_and_every_row_an_address():
    named = {name for name, _parameters in addresses()}
    assert {name for name, _method in stated()} == named


def test_every_row_speaks_of_every_role():
    words = {"yes", "sign in", "again", "no", "hidden", "no method"}
    assert [key for key, cells in stated().items() if len(cells) != len(ROLES) or set(cells) - words] == []


def test_a_wrong_row_is_seen(world):
    table = stated() | {("office:audit", "GET"): ["yes"] * len(ROLES)}
    del table["office:home", "GET"]
    found = list(differences(world, "office:", table))
    assert len(found) == 2
    assert found[0].startswith("no row in roles.md: | `office:home` | GET |")
    assert found[1].startswith("office:audit GET: stated")
