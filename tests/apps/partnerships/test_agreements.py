"""The register of agreements: parties, dates, reminders, documents; what public documents name, and the network."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories import make_cluster, make_organisation, make_user
from tests.partnership_rows import make_partnership_agreement, make_theme

from grappe.apps.core.enums import Confidence
from grappe.apps.directory.domain.mandates import appoint_officer
from grappe.apps.directory.domain.programme import load_programme
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.partnerships.domain.agreement_facts import load_agreements
from grappe.apps.partnerships.domain.agreement_reminders import remind_of_agreements
from grappe.apps.partnerships.domain.agreements import (
    add_agreement_document,
    add_item,
    add_party,
    change_agreement,
    note_item_done,
    record_agreement,
    remove_party,
    renew_agreement,
)
from grappe.apps.partnerships.domain.item_reminders import DAYS_BEFORE, remind_of_items
from grappe.apps.partnerships.enums import AgreementItemKind, AgreementKind, AgreementStage
from grappe.apps.partnerships.errors import AgreementRefusedError
from grappe.apps.partnerships.models import AgreementDocument, PartnershipAgreement
from grappe.apps.partnerships.queries.agreements import (
    AgreementsAsked,
    agreements_asked,
    countries_of,
    network_of,
    themes_of,
    with_parties,
)
from grappe.web.public.agreement_network import ring_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)


def make_agreement(keeper=None, **values):
    dates = {"starts_on": TODAY - timedelta(days=100), "ends_on": TODAY + timedelta(days=400)}
    return record_agreement(
        keeper=keeper or make_cluster(),
        kind=AgreementKind.TWINNING,
        values={"title_en": "Twinning"} | dates | values,
        by=make_user(),
    )


def test_an_agreement_has_its_keeper_for_a_party_and_no_party_twice():
    agreement, other, firm = make_agreement(), make_cluster(country="DE"), make_organisation(country="IT")
    add_party(agreement=agreement, body=other, by=make_user())
    add_party(agreement=agreement, body=firm, by=make_user())
    named = add_party(agreement=agreement, name="Point-One", country="NL", by=make_user())
    assert [party.shown_country for party in agreement.parties.all()] == ["FR", "DE", "IT", "NL"]
    with pytest.raises(AgreementRefusedError):
        add_party(agreement=agreement, body=other, by=make_user())
    with pytest.raises(AgreementRefusedError):
        add_party(agreement=agreement, by=make_user())
    with pytest.raises(AgreementRefusedError):
        remove_party(party=agreement.parties.get(cluster=agreement.keeper), by=make_user())
    remove_party(party=named, by=make_user())
    assert agreement.parties.count() == 3


@pytest.mark.parametrize(
    ("dates", "stage"),
    [
        ({}, AgreementStage.IN_FORCE),
        ({"starts_on": TODAY + timedelta(days=1)}, AgreementStage.PREPARED),
        ({"ends_on": TODAY}, AgreementStage.ENDED),
        ({"starts_on": None, "ends_on": None}, AgreementStage.UNDATED),
        ({"starts_on": None, "signed_on": TODAY, "ends_on": None}, AgreementStage.IN_FORCE),
    ],
)
def test_its_dates_alone_say_where_it_stands(dates, stage):
    assert make_agreement(**dates).stage(TODAY) == stage


def test_it_ends_after_it_starts_and_a_renewal_ends_later():
    agreement = make_agreement()
    with pytest.raises(AgreementRefusedError):
        change_agreement(agreement=agreement, values={"ends_on": agreement.starts_on}, by=make_user())
    with pytest.raises(AgreementRefusedError):
        renew_agreement(agreement=agreement, until=agreement.ends_on, by=make_user())
    later = agreement.ends_on + timedelta(days=365)
    assert renew_agreement(agreement=agreement, until=later, by=make_user()).ends_on == later
    with pytest.raises(AgreementRefusedError):
        make_agreement(title_en="")


def test_officers_are_reminded_a_quarter_and_a_month_before_once_each():
    agreement = make_agreement(ends_on=TODAY + timedelta(days=120))
    appoint_officer(user=make_user(), cluster=agreement.keeper, by=None)
    days = [day for day in range(130) if remind_of_agreements(today=TODAY + timedelta(days=day))]
    assert days == [30, 90]
    agreement.refresh_from_db()
    renew_agreement(agreement=agreement, until=agreement.ends_on + timedelta(days=90), by=make_user())
    agreement.refresh_from_db()
    assert agreement.reminded_before is None


def test_duties_are_done_on_a_day():
    agreement = make_agreement()
    item = add_item(
        agreement=agreement, kind=AgreementItemKind.DUTY, text="Exchange test fields", due_on=TODAY, by=make_user()
    )
    assert note_item_done(item=item, on=TODAY, by=make_user()).done_on == TODAY


def test_documents_are_held_to_what_they_contain(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    agreement = make_agreement()
    letter = SimpleUploadedFile("../letter.pdf", b"%PDF-1.7 letter")
    held = add_agreement_document(agreement=agreement, file=letter, name="../letter.pdf", by=make_user())
    assert (held.name, held.type) == ("letter.pdf", "pdf")
    with pytest.raises(AgreementRefusedError):
        add_agreement_document(
            agreement=agreement, file=SimpleUploadedFile("x.pdf", b"MZ program"), name="x.pdf", by=make_user()
        )
    assert AgreementDocument.objects.count() == 1


def test_the_packaged_agreements_come_in_once_and_say_what_they_are_worth():
    load_reference()
    load_programme(today=TODAY)
    assert load_agreements(today=TODAY) == 12
    assert load_agreements(today=TODAY) == 0
    held = PartnershipAgreement.objects.get(code="systematic-nl")
    assert held.origin_of("kind")["confidence"] == Confidence.UNVERIFIED
    assert [party.shown_country for party in held.parties.all()] == ["FR", "NL"]
    assert held.stage(TODAY) == AgreementStage.UNDATED


def test_the_network_counts_each_tie_once_an_agreement():
    ours, theirs = make_cluster(), make_cluster(country="DE")
    for _number in range(2):
        add_party(agreement=make_agreement(ours), body=theirs, by=make_user())
    add_party(agreement=make_agreement(ours), name="", country="NL", by=make_user())
    rows = list(with_parties(agreements_asked(AgreementsAsked())))
    network = network_of(rows)
    assert len(network.nodes) == 3
    assert sorted(count for _one, _other, count in network.ties) == [1, 2]
    assert countries_of(rows) == [("FR", 3), ("DE", 2), ("NL", 1)]
    ring = ring_of(network)
    assert ring is not None
    assert len(ring.spots) == 3
    assert ring_of(network_of([])) is None


def test_filters_find_what_they_are_for():
    german = make_agreement(title_en="Photonics test fields")
    add_party(agreement=german, body=make_cluster(country="DE"), by=make_user())
    make_agreement()

    def found(**asked):
        return list(agreements_asked(AgreementsAsked(**asked)))

    assert found(country="DE") == [german]
    assert found(words="photonics") == [german]
    assert found(cluster=german.keeper.slug) == [german]
    assert found(kind="memorandum") == []


def test_what_an_agreement_promises_is_told_once_before_its_day_and_once_after():
    keeper, officer = make_cluster(), make_user()
    appoint_officer(user=officer, cluster=keeper, by=None)
    agreement = record_agreement(keeper=keeper, kind=AgreementKind.TWINNING, values={"title_en": "Twins"}, by=officer)
    due = TODAY + timedelta(days=40)
    item, done = (
        add_item(agreement=agreement, kind=AgreementItemKind.DUTY, text=text, due_on=due, by=officer)
        for text in ("Meet", "Write")
    )
    note_item_done(item=done, on=TODAY, by=officer)
    days = [day for day in range(90) if remind_of_items(today=TODAY + timedelta(days=day))]
    assert days == [40 - DAYS_BEFORE, 41]
    item.refresh_from_db()
    assert item.reminders == 2


def test_the_network_is_counted_by_theme():
    theme = make_theme()
    for _number in range(2):
        make_partnership_agreement(title_en="Twins").themes.add(theme)
    make_partnership_agreement(title_en="Others")
    assert themes_of(with_parties(PartnershipAgreement.objects.all())) == [(theme, 2)]
