from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.utils import timezone
from tests.factories import make_user
from tests.forum_rows import make_category, make_edition, make_registration, send_letters, together

from grappe.apps.accounts.models import AuditEntry
from grappe.apps.forum.domain.press import (
    Journalist,
    accept_accreditation,
    accept_embargo,
    change_quota,
    note_reading,
    refuse_accreditation,
    request_accreditation,
    save_material,
    withdraw_accreditation,
)
from grappe.apps.forum.errors import AccreditationRefusedError, AlreadyDecidedError
from grappe.apps.forum.models import PressAccreditation, PressMaterial, PressOutlet
from grappe.apps.forum.queries.press import accreditations_to_decide, materials_for, outlets_with_counts

pytestmark = pytest.mark.django_db


def press_edition(**values):
    edition = make_edition(**values)
    make_category(edition, kind="press", is_offered=False)
    return edition


def ask(edition, outlet="Le Journal", by=None, **values):
    number = PressAccreditation.objects.count()
    values = {"full_name": "Jo", "email": f"jo{number}@press.example", "card_number": "123", "language": "en"} | values
    return request_accreditation(edition=edition, outlet_name=outlet, journalist=Journalist(**values), by=by)


def test_an_accepted_journalist_is_registered_as_press(mailoutbox):
    edition, office, person = press_edition(), make_user(), make_user()
    held = accept_accreditation(accreditation=ask(edition, by=person), by=office)
    assert held.registration.category.kind == "press"
    assert held.registration.user == person
    assert held.registration.organisation_name == "Le Journal"
    send_letters()
    assert any("You are accredited" in message.subject for message in mailoutbox)


def test_proof_is_wanted_and_kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    edition = press_edition()
    with pytest.raises(AccreditationRefusedError, match="card"):
        ask(edition, card_number="")
    held = ask(edition, card_number="", proof=ContentFile(b"%PDF", name="letter.pdf"))
    with held.proof.open() as file:
        assert file.read() == b"%PDF"


def test_an_outlet_has_one_name_whatever_its_capitals():
    edition = press_edition()
    ask(edition, "Le  Journal")
    ask(edition, " le journal ")
    assert PressOutlet.objects.get().accreditations.count() == 2
    with pytest.raises(AccreditationRefusedError, match="Name"):
        ask(edition, "  ")


def test_one_request_an_address():
    edition = press_edition()
    ask(edition, email="jo@press.example")
    with pytest.raises(AccreditationRefusedError, match="already"):
        ask(edition, email="JO@press.example")


def test_an_edition_that_is_over_takes_nobody():
    with pytest.raises(AccreditationRefusedError, match="takes no"):
        ask(press_edition(state="over"))


def test_above_the_quota_a_reason_is_needed():
    edition, office = press_edition(), make_user()
    first, second, third = (ask(edition) for _number in range(3))
    change_quota(outlet=first.outlet, quota=1, by=office)
    accept_accreditation(accreditation=first, by=office)
    with pytest.raises(AccreditationRefusedError, match="Le Journal has its 1"):
        accept_accreditation(accreditation=second, by=office)
    accept_accreditation(accreditation=second, by=office, over_quota="A photographer comes along.")
    outlet = outlets_with_counts(edition).get()
    assert (outlet.accepted, outlet.pending) == (2, 1)
    assert list(accreditations_to_decide(edition)) == [third]


def test_a_decision_is_taken_once():
    held, office = ask(press_edition()), make_user()
    refuse_accreditation(accreditation=held, answer="No proof.", by=office)
    with pytest.raises(AlreadyDecidedError):
        accept_accreditation(accreditation=held, by=office)


def test_who_withdraws_makes_room_for_a_colleague():
    edition, office = press_edition(), make_user()
    first, second = ask(edition), ask(edition)
    change_quota(outlet=first.outlet, quota=1, by=office)
    held = accept_accreditation(accreditation=first, by=office)
    withdraw_accreditation(accreditation=held, by=office)
    held.registration.refresh_from_db()
    assert held.registration.state == "cancelled"
    accept_accreditation(accreditation=second, by=office)
    with pytest.raises(AlreadyDecidedError):
        withdraw_accreditation(accreditation=first, by=office)


def test_who_is_registered_already_stays_so():
    edition, office = press_edition(), make_user()
    standing = make_registration(edition, email="jo@press.example")
    held = accept_accreditation(accreditation=ask(edition, email="jo@press.example"), by=office)
    assert held.registration == standing


def test_without_a_category_for_the_press_the_office_is_told():
    with pytest.raises(AccreditationRefusedError, match="category"):
        accept_accreditation(accreditation=ask(make_edition()), by=make_user())


@pytest.mark.django_db(transaction=True)
def test_a_quota_holds_though_many_decide_at_once():
    edition, office = press_edition(), make_user()
    asked = [ask(edition) for _number in range(12)]
    results = together(12, lambda number: accept_accreditation(accreditation=asked[number], by=office))
    assert sum(isinstance(one, AccreditationRefusedError) for one in results) == 10
    assert edition.accreditations.filter(status="accepted").count() == 2
    assert edition.registrations.filter(state="confirmed").count() == 2


def test_material_under_embargo_opens_to_those_who_promised():
    edition, office = press_edition(), make_user()
    person, stranger = make_user(), make_user()
    tomorrow = timezone.now() + timedelta(days=1)
    secret = PressMaterial(edition=edition, title_fr="Demain", embargo_until=tomorrow, is_published=True)
    save_material(material=secret, by=office)
    free = PressMaterial(edition=edition, title_fr="Programme", is_published=True)
    draft = PressMaterial(edition=edition, title_fr="Brouillon")
    for material in (free, draft):
        save_material(material=material, by=office)
    held = accept_accreditation(accreditation=ask(edition, by=person), by=office)
    assert list(materials_for(person, edition)) == [free]
    assert not person.has_perm("forum.read_embargoed", secret)
    accept_embargo(accreditation=held, by=person)
    assert set(materials_for(person, edition)) == {free, secret}
    assert person.has_perm("forum.read_embargoed", secret)
    assert list(materials_for(stranger, edition)) == [free]
    assert list(materials_for(AnonymousUser(), edition)) == [free]
    note_reading(material=secret, by=person)
    note_reading(material=free, by=person)
    assert AuditEntry.objects.filter(verb="read_embargoed").count() == 1
