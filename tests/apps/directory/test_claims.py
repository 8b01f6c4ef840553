from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection
from tests.factories import make_cluster, make_organisation, make_user

from grappe.apps.directory.domain.claims import (
    AlreadyClaimedError,
    accept_claim,
    claim_organisation,
    refuse_claim,
    withdraw_claim,
)
from grappe.apps.directory.domain.corrections import AlreadyDecidedError
from grappe.apps.directory.domain.mandates import appoint_editor, appoint_officer, dismiss_officer
from grappe.apps.directory.domain.memberships import MembershipRefusedError, close_membership, open_membership
from grappe.apps.directory.models import Claim, College, Membership
from grappe.apps.directory.rules import clusters_of, organisations_of


@pytest.mark.django_db
def test_an_address_at_the_organisations_domain_is_accepted_at_once():
    organisation, person = make_organisation(email_domain="acme.example"), make_user("a@acme.example")
    assert claim_organisation(organisation=organisation, message="", by=person).status == "accepted"
    assert organisations_of(person) == {organisation.pk}


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["a@acme.example.evil.example", "a@notacme.example", "a@other.example"])
def test_any_other_address_waits_for_the_office(email):
    organisation = make_organisation(email_domain="acme.example")
    assert claim_organisation(organisation=organisation, message="", by=make_user(email)).status == "pending"


@pytest.mark.django_db
def test_an_unverified_address_proves_nothing():
    organisation, person = make_organisation(email_domain="acme.example"), make_user("a@acme.example")
    person.emailaddress_set.update(verified=False)
    assert claim_organisation(organisation=organisation, message="", by=person).status == "pending"


@pytest.mark.django_db
def test_asking_twice_is_refused_and_asking_again_after_a_refusal_is_not():
    organisation, person, office = make_organisation(), make_user(), make_user()
    claim = claim_organisation(organisation=organisation, message="", by=person)
    with pytest.raises(AlreadyClaimedError):
        claim_organisation(organisation=organisation, message="", by=person)
    refuse_claim(claim=claim, answer="Who are you?", by=office)
    again = claim_organisation(organisation=organisation, message="the new manager", by=person)
    withdraw_claim(claim=again, by=person)
    assert Claim.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_answer_goes_out_by_mail_once_committed(mailoutbox):
    claim = claim_organisation(organisation=make_organisation("Acme"), message="", by=make_user(language="en"))
    refuse_claim(claim=claim, answer="Please ask your manager.", by=make_user())
    (message,) = mailoutbox
    assert "Please ask your manager." in message.body
    assert "Acme" in message.subject


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_decide_at_once_the_second_is_told():
    claim = claim_organisation(organisation=make_organisation(), message="", by=make_user())
    officers = [make_user() for _number in range(8)]

    def decide(officer):
        try:
            accept_claim(claim=claim, by=officer)
        except AlreadyDecidedError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(decide, officers)) == 1


@pytest.mark.django_db(transaction=True)
def test_one_membership_at_a_time_also_when_many_open_it_at_once():
    organisation, cluster, officer = make_organisation(), make_cluster(), make_user()

    def join(day):
        try:
            open_membership(organisation=organisation, cluster=cluster, since=date(2024, 1, day), by=officer)
        except MembershipRefusedError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(join, range(1, 17))) == 1
    assert Membership.objects.count() == 1


@pytest.mark.django_db
def test_a_membership_ends_after_it_starts_and_may_start_again():
    organisation, cluster, officer = make_organisation(), make_cluster(), make_user()
    membership = open_membership(organisation=organisation, cluster=cluster, since=date(2020, 1, 1), by=officer)
    with pytest.raises(MembershipRefusedError):
        close_membership(membership=membership, until=date(2020, 1, 1), by=officer)
    close_membership(membership=membership, until=date(2021, 1, 1), by=officer)
    open_membership(organisation=organisation, cluster=cluster, since=date(2021, 1, 1), by=officer)
    assert Membership.objects.count() == 2


@pytest.mark.django_db
def test_a_college_of_another_cluster_is_refused():
    college = College.objects.create(cluster=make_cluster(), code="firms", name_fr="Entreprises", name_en="Firms")
    with pytest.raises(MembershipRefusedError):
        open_membership(
            organisation=make_organisation(), cluster=make_cluster(), since=date(2024, 1, 1), college=college, by=None
        )


@pytest.mark.django_db
def test_mandates_are_given_and_taken():
    person, cluster, organisation, office = make_user(), make_cluster(), make_organisation(), make_user()
    for _twice in range(2):
        appoint_officer(user=person, cluster=cluster, by=office)
        appoint_editor(user=person, organisation=organisation, by=office)
    assert clusters_of(person) == {cluster.pk}
    dismiss_officer(user=person, cluster=cluster, by=office)
    assert clusters_of(type(person).objects.get(pk=person.pk)) == frozenset()
