"""Journalists: proof checked, decided within the quota, material closed until its hour to all but who promised."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.factories import make_user
from tests.forum_rows import make_category, make_edition, send_letters

from grappe.apps.accounts.models import AuditEntry
from grappe.apps.forum.domain.editions import appoint
from grappe.apps.forum.enums import Duty
from grappe.apps.forum.models import PressAccreditation, PressMaterial, Registration

pytestmark = pytest.mark.django_db
PRESS, OFFICE = "/en/forum/2027/press/", "/en/office/forum/2027/press/"
PDF = b"%PDF-1.7 letter"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def edition():
    edition = make_edition(slug="2027")
    make_category(edition, kind="press", is_offered=False)
    return edition


@pytest.fixture
def journalist(edition):
    return make_user("jane@journal.example", full_name="Jane")


@pytest.fixture
def desk(edition):
    """A client of the press office."""
    user, client = make_user(), Client()
    appoint(user=user, edition=edition, duty=Duty.PRESS_OFFICER, by=None)
    client.force_login(user)
    return client


def said(**values):
    return {
        "outlet_name": "Le Journal",
        "country": "FR",
        "full_name": "Jane",
        "email": "jane@journal.example",
        "language": "en",
    } | values


def ask(client, **values):
    return client.post(f"{PRESS}accreditation/", said(**values))


def proof(content=PDF, name="letter.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_a_journalist_asks_with_a_letter_and_the_press_office_reads_it(client, journalist, desk):
    client.force_login(journalist)
    assert ask(client, proof=proof()).status_code == 302
    made = PressAccreditation.objects.get()
    assert (made.user, made.outlet.name, made.status) == (journalist, "Le Journal", "pending")
    assert "looks at your request" in client.get(f"{PRESS}accreditation/").content.decode()
    assert "Jane" in desk.get(OFFICE).content.decode()
    assert "Le Journal" in desk.get(f"{OFFICE}{made.pk}/").content.decode()
    answer = desk.get(f"{OFFICE}{made.pk}/proof/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert client.get(f"{OFFICE}{made.pk}/proof/").status_code == 403


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (proof(b"MZ\x90 a program", "letter.pdf"), "none of the kinds taken here"),
        (proof(b"<svg onload=alert(1)>", "card.png"), "none of the kinds taken here"),
        (proof(PDF + b"\0" * (5 << 20)), "larger than 5 MB"),
        (None, "Give a press card number"),
    ],
    ids=["program", "script", "too large", "no proof"],
)
def test_a_proof_is_told_by_what_it_holds(client, journalist, file, told):
    client.force_login(journalist)
    answer = ask(client, **({"proof": file} if file else {}))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not PressAccreditation.objects.exists()


def test_asking_twice_makes_one(client, journalist):
    client.force_login(journalist)
    ask(client, card_number="1")
    assert ask(client, card_number="1").status_code == 200
    other = Client()
    other.force_login(make_user())
    assert "has asked for an accreditation already" in ask(other, card_number="2").content.decode()
    assert PressAccreditation.objects.count() == 1


def test_above_the_quota_a_reason_is_needed(client, journalist, desk, mailoutbox):
    client.force_login(journalist)
    ask(client, card_number="1")
    made = PressAccreditation.objects.get()
    desk.post(f"{OFFICE}outlets/{made.outlet_id}/", {"quota": 0})
    answer = desk.post(f"{OFFICE}{made.pk}/accept/", follow=True)
    assert "has its 0 journalists already" in answer.content.decode()
    desk.post(f"{OFFICE}{made.pk}/accept/", {"over_quota": "Host broadcaster"})
    made.refresh_from_db()
    assert (made.status, made.registration.state) == ("accepted", "confirmed")
    send_letters()
    assert any("accredited" in mail.subject for mail in mailoutbox)
    assert desk.post(f"{OFFICE}{made.pk}/withdraw/", {"withdraw-reason": ""}).status_code == 422
    desk.post(f"{OFFICE}{made.pk}/withdraw/", {"withdraw-reason": "Broke an embargo"})
    assert Registration.objects.get().state == "cancelled"


def test_a_refusal_says_why_and_a_new_request_may_follow(client, journalist, desk):
    client.force_login(journalist)
    ask(client, card_number="1")
    made = PressAccreditation.objects.get()
    desk.post(f"{OFFICE}{made.pk}/refuse/", {"refuse-reason": "The card is out of date"})
    made.refresh_from_db()
    assert (made.status, made.answer) == ("refused", "The card is out of date")
    assert ask(client, card_number="2").status_code == 302


@pytest.fixture
def embargoed(edition):
    return PressMaterial.objects.create(
        edition=edition,
        title_fr="Le palmarès",
        title_en="The winners",
        text_en="Not before noon.",
        file=SimpleUploadedFile("winners.pdf", PDF),
        embargo_until=timezone.now() + timedelta(hours=1),
        is_published=True,
    )


def accredited(edition, user, **values):
    outlet = edition.outlets.create(name="Le Journal")
    values = {"full_name": "Jane", "email": user.email, "status": "accepted", "outlet": outlet} | values
    return PressAccreditation.objects.create(edition=edition, user=user, **values)


def test_material_under_embargo_opens_to_the_accredited_who_promised_only(client, edition, journalist, embargoed):
    addresses = [f"{PRESS}material/{embargoed.pk}/", f"{PRESS}material/{embargoed.pk}/file/"]
    assert "The winners" not in client.get(PRESS).content.decode()
    assert [client.get(one).status_code for one in addresses] == [404, 404]
    client.force_login(journalist)
    accredited(edition, journalist)
    assert [client.get(one).status_code for one in addresses] == [404, 404]
    assert "I promise" in client.get(PRESS).content.decode()
    client.post(f"{PRESS}accreditation/promise/")
    assert "The winners" in client.get(PRESS).content.decode()
    assert "Under embargo until" in client.get(addresses[0]).content.decode()
    file = client.get(addresses[1])
    assert (b"".join(file.streaming_content), file["Content-Type"]) == (PDF, "application/pdf")
    assert "no-store" in file["Cache-Control"]
    read = AuditEntry.objects.filter(verb="read_embargoed", target_id=str(embargoed.pk))
    assert set(read.values_list("by", flat=True)) == {journalist.pk}
    client.post(f"{PRESS}accreditation/withdraw/")
    assert [client.get(one).status_code for one in addresses] == [404, 404]


def test_at_its_hour_material_opens_to_everybody(client, embargoed):
    embargoed.embargo_until = timezone.now() - timedelta(seconds=1)
    embargoed.save()
    assert "The winners" in client.get(PRESS).content.decode()
    assert io.BytesIO(b"".join(client.get(f"{PRESS}material/{embargoed.pk}/file/").streaming_content)).read() == PDF


def test_the_press_office_publishes_with_the_hour_of_the_place(client, edition, desk):
    form = {"title_fr": "Titre", "text_fr": "Texte", "embargo_until": "2099-07-01T12:00", "is_published": "on"}
    assert "nothing to publish" in desk.post(f"{OFFICE}material/add/", form | {"text_fr": ""}).content.decode()
    desk.post(f"{OFFICE}material/add/", form)
    made = PressMaterial.objects.get()
    assert made.embargo_until.isoformat() == "2099-07-01T10:00:00+00:00"
    assert 'value="2099-07-01T12:00"' in desk.get(f"{OFFICE}material/{made.pk}/").content.decode()
    assert "under embargo" in desk.get(f"{OFFICE}material/").content.decode()
    bad = form | {"file": proof(b"#!/bin/sh")}
    assert "none of the kinds" in desk.post(f"{OFFICE}material/{made.pk}/", bad).content.decode()


def test_a_draft_is_nobody_s_to_read_but_the_office_s(client, edition, journalist, embargoed):
    embargoed.is_published = False
    embargoed.save()
    accredited(edition, journalist, embargo_accepted_at=timezone.now())
    client.force_login(journalist)
    assert client.get(f"{PRESS}material/{embargoed.pk}/").status_code == 404
