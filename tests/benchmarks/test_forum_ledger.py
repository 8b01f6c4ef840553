"""The ledger of the load test sees what is lost, doubled or miscounted."""

import pytest
from benchmarks.forum.ledger import faults
from tests.forum_rows import make_category, make_edition, make_registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    """Two visitors registered in an edition for two."""
    edition = make_edition(slug="load", capacity=2, held_places=2)
    category = make_category(edition, held_places=2)
    for number in (1, 2):
        make_registration(edition, category=category, email=f"visitor{number}@load.example")
    return edition


def address(number):
    return f"visitor{number}@load.example"


def test_a_whole_ledger_has_no_fault(edition):
    assert faults([address(1), address(2), address(2)], readers=0) == []


def test_what_was_answered_and_is_not_held_is_lost(edition):
    assert faults([address(1), address(2), address(3)], readers=0) == [f"lost: {address(3)}"]


def test_what_is_held_and_was_never_answered_is_told(edition):
    assert faults([address(1)], readers=0) == [f"never answered, yet held: {address(2)}"]


def test_places_counted_wrongly_and_registrations_held_twice_are_told(edition):
    make_registration(edition, email=address(2), state="cancelled")
    edition.registrations.filter(email=address(1)).update(state="cancelled")
    found = faults([address(1), address(2)], readers=0)
    assert found[0] == f"twice: {address(2)}"
    assert found[1].startswith("places: 1 confirmed")
