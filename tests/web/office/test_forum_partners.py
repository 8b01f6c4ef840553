import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from grappe.apps.accounts.models import AuditEntry
from grappe.apps.forum.domain.editions import appoint
from grappe.apps.forum.domain.programme_frame import add_room
from grappe.apps.forum.enums import Duty
from tests.factories import make_user
from tests.forum_rows import make_edition

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
pytestmark = pytest.mark.django_db


@pytest.fixture
def organised(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    edition, organiser = make_edition(slug="2027"), make_user()
    appoint(user=organiser, edition=edition, duty=Duty.ORGANISER, by=None)
    client.force_login(organiser)
    return edition


def said(**values):
    return {"name": "Banque du Sud", "kind": "sponsor", "website": "https://bank.example", "rank": "2"} | values


def logo(content=PNG, name="logo.png"):
    return SimpleUploadedFile(name, content)


def test_an_organiser_adds_partners_that_visitors_see_in_their_order(client, organised):
    address = reverse("office:forum_partners", args=["2027"])
    assert client.post(address, said(logo=logo())).status_code == 302
    client.post(address, said(name="Ville du Sud", kind="co_organiser", rank="1"))
    client.post(address, said(name="Assurance du Nord", rank="1"))
    again = client.post(f"/fr{address[3:]}", said())
    assert "déjà un partenaire de ce nom" in again.content.decode()
    client.logout()
    page = client.get(reverse("public:forum_edition", args=["2027"])).content.decode()
    places = [page.index(name) for name in ("Ville du Sud", "Assurance du Nord", "Banque du Sud")]
    assert places == sorted(places)
    bank = organised.partners.get(name="Banque du Sud")
    shown = client.get(reverse("public:partner_logo", args=["2027", bank.pk]))
    assert (shown["Content-Type"], b"".join(shown.streaming_content)) == ("image/png", PNG)
    other = organised.partners.get(name="Ville du Sud")
    assert client.get(reverse("public:partner_logo", args=["2027", other.pk])).status_code == 404
    assert AuditEntry.objects.filter(verb="add_edition_partner").count() == 3


def test_a_logo_is_a_picture_whatever_its_name(client, organised):
    answer = client.post(reverse("office:forum_partners", args=["2027"]), said(logo=logo(b"<svg onload=alert(1)>")))
    assert answer.status_code == 200
    assert not organised.partners.exists()


@pytest.mark.django_db(transaction=True)
def test_a_partner_is_changed_and_removed_with_its_file(client, organised, tmp_path):
    client.post(reverse("office:forum_partners", args=["2027"]), said(logo=logo()))
    partner = organised.partners.get()
    address = reverse("office:forum_partner", args=["2027", partner.pk])
    client.post(address, said(rank="7"))
    partner.refresh_from_db()
    assert (partner.rank, bool(partner.logo)) == (7, True)
    client.post(address, said(logo=logo(PNG + b"new")))
    assert [one.read_bytes() for one in tmp_path.rglob("*.png")] == [PNG + b"new"]
    client.post(address, said() | {"logo-clear": "on"})
    assert list(tmp_path.rglob("*.png")) == []
    client.post(reverse("office:forum_remove_partner", args=["2027", partner.pk]))
    assert not organised.partners.exists()


def test_the_desk_does_not_edit_partners(client, organised):
    desk = make_user()
    appoint(user=desk, edition=organised, duty=Duty.DESK, by=None)
    client.force_login(desk)
    assert client.get(reverse("office:forum_partners", args=["2027"])).status_code == 403


def test_a_room_is_edited_and_no_two_share_a_name(client, organised):
    room, other = (add_room(edition=organised, values={"name": name}, by=None) for name in ("A", "B"))
    address = reverse("office:forum_change_frame", args=["2027", "rooms", room.pk])
    assert b'value="A"' in client.get(address).content
    client.post(address, {"name": "Amphi", "capacity": "300", "floor": "1"})
    room.refresh_from_db()
    assert (room.name, room.capacity, room.floor, room.is_accessible) == ("Amphi", 300, "1", False)
    assert client.post(address, {"name": other.name}).status_code == 200
    assert client.get(reverse("office:forum_change_frame", args=["2027", "walls", room.pk])).status_code == 404
