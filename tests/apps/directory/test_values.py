from datetime import date

import pytest
from tests.factories import make_organisation, make_source, make_user

from grappe.apps.accounts.models import AuditEntry
from grappe.apps.core.enums import Confidence
from grappe.apps.directory.domain.confirmation import confirm_organisation
from grappe.apps.directory.domain.conflicts import accept_conflict, keep_held_value
from grappe.apps.directory.domain.corrections import (
    AlreadyDecidedError,
    NothingToCorrectError,
    accept_correction,
    propose_correction,
    refuse_correction,
)
from grappe.apps.directory.domain.history import CannotUndoError, undo_change
from grappe.apps.directory.domain.values import correct_values, set_values
from grappe.apps.directory.fields import ValueRefusedError
from grappe.apps.directory.models import ValueConflict
from grappe.apps.directory.queries.history import changes_of

pytestmark = pytest.mark.django_db
DAY = date(2024, 1, 1)


def set_from_register(organisation, **values):
    return set_values(
        organisation=organisation,
        values=values,
        source=make_source(),
        observed_on=DAY,
        confidence=Confidence.OFFICIAL,
    )


def test_an_import_sets_a_value_with_its_source():
    organisation = make_organisation()
    assert set_from_register(organisation, city="Nice") == []
    assert organisation.city == "Nice"
    assert organisation.origin_of("city") == {"source": "register", "on": "2024-01-01", "confidence": 80, "by": None}


def test_an_import_never_overwrites_what_a_person_corrected():
    organisation, person = make_organisation(city="Nice"), make_user()
    correct_values(organisation=organisation, values={"city": "Antibes"}, reason="moved", by=person)
    (conflict,) = set_from_register(organisation, city="Nice", street="1 rue Haute")
    assert (organisation.city, organisation.street) == ("Antibes", "1 rue Haute")
    assert (conflict.held, conflict.offered) == ("Antibes", "Nice")


def test_the_same_conflict_is_listed_once():
    organisation = make_organisation()
    correct_values(organisation=organisation, values={"city": "Antibes"}, reason="", by=make_user())
    for offered in ("Nice", "Nice", "Cannes"):
        set_from_register(organisation, city=offered)
    assert ValueConflict.objects.get().offered == "Cannes"


def test_a_conflict_is_decided_once():
    organisation, office = make_organisation(), make_user()
    correct_values(organisation=organisation, values={"city": "Antibes"}, reason="", by=office)
    (conflict,) = set_from_register(organisation, city="Nice")
    accept_conflict(conflict=conflict, by=office)
    organisation.refresh_from_db()
    assert organisation.city == "Nice"
    with pytest.raises(AlreadyDecidedError):
        keep_held_value(conflict=conflict, by=office)


def test_a_confirmation_makes_the_values_the_owners_word():
    organisation, owner = make_organisation(), make_user()
    set_from_register(organisation, city="Nice")
    confirm_organisation(organisation=organisation, by=owner)
    assert organisation.confirmed_on is not None
    assert organisation.origin_of("city")["by"] == owner.pk
    assert set_from_register(organisation, city="Cannes")[0].offered == "Cannes"


def test_a_correction_waits_for_a_decision():
    organisation, visitor, office = make_organisation(city="Nice"), make_user(), make_user()
    correction = propose_correction(organisation=organisation, field="city", value="Grasse", reason="seen", by=visitor)
    organisation.refresh_from_db()
    assert organisation.city == "Nice"
    accept_correction(correction=correction, by=office)
    organisation.refresh_from_db()
    assert organisation.city == "Grasse"
    with pytest.raises(AlreadyDecidedError):
        refuse_correction(correction=correction, by=office)


@pytest.mark.parametrize(
    ("field", "value"),
    [("website", "not an address"), ("legal_name", ""), ("kind", "circus"), ("city", "a\x00b"), ("merged_into", 3)],
)
def test_a_bad_value_is_refused_by_name(field, value):
    with pytest.raises(ValueRefusedError):
        correct_values(organisation=make_organisation(), values={field: value}, reason="", by=make_user())


def test_correcting_to_the_held_value_is_refused():
    with pytest.raises(NothingToCorrectError):
        propose_correction(
            organisation=make_organisation(city="Nice"), field="city", value="Nice", reason="", by=make_user()
        )


def test_one_change_is_undone_and_the_others_stay():
    organisation, person = make_organisation(city="Nice"), make_user()
    correct_values(organisation=organisation, values={"city": "Cannes"}, reason="wrong", by=person)
    correct_values(organisation=organisation, values={"street": "1 rue Haute"}, reason="", by=person)
    first = changes_of(organisation).last()
    assert first.pgh_context.metadata["user"] == person.pk
    assert first.pgh_context.metadata["reason"] == "wrong"
    undo_change(event=first, reason="was right", by=person)
    organisation.refresh_from_db()
    assert (organisation.city, organisation.street) == ("Nice", "1 rue Haute")
    assert "city" not in organisation.provenance
    assert AuditEntry.objects.filter(verb="undo_change").exists()


def test_a_value_changed_again_since_cannot_be_undone():
    organisation, person = make_organisation(city="Nice"), make_user()
    correct_values(organisation=organisation, values={"city": "Cannes"}, reason="", by=person)
    correct_values(organisation=organisation, values={"city": "Grasse"}, reason="", by=person)
    with pytest.raises(CannotUndoError):
        undo_change(event=changes_of(organisation).last(), reason="", by=person)
