from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grappe.apps.core.enums import Confidence
from grappe.apps.directory.domain.corrections import propose_correction
from grappe.apps.directory.domain.mandates import appoint_editor
from grappe.apps.directory.domain.values import correct_values, set_values
from grappe.apps.directory.fields import EDITABLE
from grappe.apps.directory.models import Correction
from grappe.apps.directory.queries.history import changes_of
from tests.factories import make_organisation, make_source, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    made = make_organisation("Lumen", country="FR")
    set_values(
        organisation=made,
        values={"city": "Nice"},
        source=make_source("sirene"),
        observed_on=date(2020, 1, 1),
        confidence=Confidence.OFFICIAL,
    )
    return made


@pytest.fixture
def editor(client, organisation):
    user = make_user()
    appoint_editor(user=user, organisation=organisation, by=None)
    client.force_login(user)
    return user


def address(organisation, page=""):
    return f"/en/workspace/organisations/{organisation.pk}/{page}"


def form_of(client, organisation, **changed):
    form = client.get(address(organisation, "edit/")).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | changed


def test_each_value_shows_its_source_and_date(client, organisation, editor):
    page = client.get(address(organisation)).content.decode()
    assert "Nice" in page
    assert "Sirene" in page
    assert "2020-01-01" in page


def test_one_value_is_confirmed_then_all(client, organisation, editor):
    client.post(address(organisation, "confirm/"), {"field": "city"})
    organisation.refresh_from_db()
    assert organisation.origin_of("city")["by"] == editor.pk
    assert organisation.confirmed_on is None

    client.post(address(organisation, "confirm/"))
    organisation.refresh_from_db()
    assert organisation.confirmed_on is not None
    assert organisation.origin_of("legal_name")["by"] == editor.pk


def test_an_edit_changes_only_what_was_changed(client, organisation, editor):
    answer = client.post(address(organisation, "edit/"), form_of(client, organisation, city="Antibes", reason="moved"))
    assert answer.status_code == 302
    organisation.refresh_from_db()
    assert organisation.city == "Antibes"
    assert organisation.origin_of("city")["by"] == editor.pk
    assert "legal_name" not in organisation.provenance


def test_a_refused_form_keeps_everything_that_was_typed(client, organisation, editor):
    typed = form_of(client, organisation, legal_name="", offers_fr="Une offre à ne pas perdre", website="nonsense")
    page = client.post(address(organisation, "edit/"), typed)
    assert page.status_code == 200
    assert "Une offre à ne pas perdre" in page.content.decode()
    assert set(page.context["form"].errors) == {"legal_name", "website"}


def test_a_change_made_meanwhile_is_shown_and_not_overwritten(client, organisation, editor):
    typed = form_of(client, organisation, city="Antibes")
    correct_values(organisation=organisation, values={"city": "Cannes"}, reason="", by=make_user())

    page = client.post(address(organisation, "edit/"), typed)
    organisation.refresh_from_db()
    assert organisation.city == "Cannes"
    assert "Held now: Cannes" in page.content.decode()
    assert 'value="Antibes"' in page.content.decode()

    again = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    client.post(address(organisation, "edit/"), again)
    organisation.refresh_from_db()
    assert organisation.city == "Antibes"


def test_an_editor_cannot_set_what_is_the_offices(client, organisation, editor):
    form = client.get(address(organisation, "edit/")).context["form"]
    assert not {"kind", "email_domain"} & set(form.fields)
    client.post(address(organisation, "edit/"), form_of(client, organisation, email_domain="evil.example"))
    organisation.refresh_from_db()
    assert organisation.email_domain == ""


@pytest.mark.parametrize("seen", ["", "yesterday", "2020-01-01", "2020-01-01T00:00:00"])
def test_a_form_without_a_moment_is_refused(client, organisation, editor, seen):
    page = client.post(address(organisation, "edit/"), form_of(client, organisation, seen=seen))
    assert page.status_code == 200
    assert "seen" in page.context["form"].errors


@pytest.mark.parametrize("field", [field for field in EDITABLE if field not in {"kind", "email_domain"}])
def test_every_value_of_another_organisation_can_be_corrected(client, organisation, field):
    client.force_login(make_user())
    assert client.get(address(organisation, f"correct/{field}/")).status_code == 200


def test_a_correction_waits(client, organisation):
    client.force_login(make_user())
    page = client.post(address(organisation, "correct/city/"), {"value": "Nice", "reason": "typed"})
    assert "nothing to correct" in page.content.decode()

    client.post(address(organisation, "correct/city/"), {"value": "Grasse", "reason": "I live there"})
    correction = Correction.objects.get()
    assert (correction.held, correction.offered, correction.reason) == ("Nice", "Grasse", "I live there")
    assert "Grasse" in client.get("/en/workspace/").content.decode()


@pytest.mark.parametrize("field", ["kind", "email_domain", "merged_into", "provenance", "nothing"])
def test_other_fields_cannot_be_corrected(client, organisation, field):
    client.force_login(make_user())
    assert client.get(address(organisation, f"correct/{field}/")).status_code == 404


def test_history_tells_who_and_why_and_undoes_one_change(client, organisation, editor):
    correct_values(organisation=organisation, values={"city": "Cannes"}, reason="they moved", by=editor)
    page = client.get(address(organisation, "history/"))
    assert "they moved" in page.content.decode()
    change = page.context["changes"][0]
    assert ("city", "Nice", "Cannes") in change.values

    client.post(address(organisation, f"history/{change.event.pgh_id}/undo/"), {"reason": "wrong"})
    organisation.refresh_from_db()
    assert organisation.city == "Nice"


def test_a_change_of_another_organisation_is_not_undone_from_here(client, organisation, editor):
    other = make_organisation("Other", city="Nice")
    correct_values(organisation=other, values={"city": "Cannes"}, reason="", by=editor)
    event = changes_of(other).first()
    assert client.post(address(organisation, f"history/{event.pgh_id}/undo/")).status_code == 404


def test_history_asks_the_same_number_of_questions_whatever_its_length(client, organisation, editor):
    def questions():
        with CaptureQueriesContext(connection) as captured:
            client.get(address(organisation, "history/"))
        return len(captured)

    correct_values(organisation=organisation, values={"city": "A"}, reason="", by=editor)
    few = questions()
    for letter in "BCDEFGHIJK":
        correct_values(organisation=organisation, values={"city": letter}, reason="", by=editor)
    assert questions() == few


@pytest.mark.parametrize(("button", "city"), [("accept", "Grasse"), ("refuse", "Nice")])
def test_an_editor_answers_the_corrections_that_others_propose(client, organisation, editor, button, city):
    correction = propose_correction(organisation=organisation, field="city", value="Grasse", reason="", by=make_user())
    assert "Grasse" in client.get(address(organisation, "corrections/")).content.decode()
    client.post(address(organisation, f"corrections/{correction.pk}/"), {button: "1"})
    organisation.refresh_from_db()
    assert organisation.city == city
    elsewhere = propose_correction(
        organisation=make_organisation(), field="city", value="Grasse", reason="", by=make_user()
    )
    assert client.post(address(organisation, f"corrections/{elsewhere.pk}/"), {"accept": "1"}).status_code == 404
