"""Every page of the workspace, the office and the account, looked at by a browser."""

import pytest
from django.urls import reverse
from django.utils import translation

from grappe.apps.directory.domain.claims import claim_organisation
from grappe.apps.directory.models import MergeProposal, ValueConflict
from tests.e2e.inspection import faults_of
from tests.factories import make_organisation, make_source, make_user
from tests.web.addresses import addresses, make_world, path_of

# allauth's own templates ask for variables that are not always there.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.ignore_template_errors]

EDITOR_PAGES = [
    "member:home",
    "member:profile",
    "member:tokens",
    "member:find",
    "member:invitation",
    "member:verify_certificate",
    "member:organisation",
    "member:edit",
    "member:claim",
    "member:correct_choose",
    "member:correct",
    "member:corrections",
    "member:editors",
    "member:memberships",
    "member:figures",
    "member:history",
    "account_email",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_list_webauthn",
    "usersessions_list",
]
OFFICE_PAGES = [
    "office:home",
    "office:queue",
    "office:stale",
    "office:clusters",
    "office:cluster",
    "office:cluster_life",
    "office:colleges",
    "office:members",
    "office:add_member",
    "office:membership",
    "office:merges",
    "office:people",
    "office:invite_person",
    "office:person",
    "office:audit",
]
VISITOR_PAGES = ["account_login", "account_signup", "account_request_login_code", "account_reset_password"]


def furnished_world():
    """The world of the addresses, with something in every list."""
    world = make_world()
    member = make_organisation("Vesporel Procédés", city="Cluses")
    claim_organisation(organisation=member, message="Je dirige cette entreprise.", by=make_user())
    ValueConflict.objects.create(
        organisation=member, field="city", held="Cluses", offered="Annecy", source=make_source()
    )
    MergeProposal.objects.create(
        kept=member,
        merged=make_organisation("VESPOREL"),
        score=0.93,
        evidence=[{"code": "same_core", "weight": 2.0, "detail": ["vesporel"]}],
    )
    return world


def address_of(world, name, language):
    parameters = dict(addresses())[name]
    with translation.override(language):
        return path_of(world, name, parameters)


def faults_by_page(context, site, world, names, language):
    """The pages that fail, each with its faults: one world serves them all, since none is changed."""
    found = {name: faults_of(context, site + address_of(world, name, language)) for name in names}
    return {name: faults for name, faults in found.items() if faults}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_editors_pages_stand_every_inspection(live_server, context, sign_in, language):
    world = furnished_world()
    sign_in(world.people["editor"])
    assert faults_by_page(context, live_server.url, world, EDITOR_PAGES, language) == {}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_of_the_office_stand_every_inspection(live_server, context, sign_in, language):
    world = furnished_world()
    sign_in(world.people["administrator"])
    assert faults_by_page(context, live_server.url, world, OFFICE_PAGES, language) == {}
    for kind in ("corrections", "conflicts"):
        with translation.override(language):
            address = reverse("office:queue", args=[kind])
        assert faults_of(context, live_server.url + address) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_ways_into_an_account_stand_every_inspection(live_server, context, language):
    assert faults_by_page(context, live_server.url, make_world(), VISITOR_PAGES, language) == {}


def test_a_refusal_stands_every_inspection(live_server, context, sign_in):
    world = make_world()
    sign_in(world.people["expert"])
    assert faults_of(context, live_server.url + reverse("office:home"), status=403) == []
