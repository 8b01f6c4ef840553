import pytest
from tests.factories import make_cluster, make_membership, make_organisation, make_user

from grappe.apps.directory.bridge.merges import propose_merges, records
from grappe.apps.directory.domain.merges import keep_distinct, merge_organisations
from grappe.apps.directory.models import Identifier, MergeProposal, Organisation
from grappe.apps.directory.phrases import merge_reasons
from grappe.apps.directory.phrases.merges import REASONS
from grappe.engines.reconciliation.features import NAMES
from grappe.engines.reconciliation.weights import AGREEMENTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def doubles():
    first = make_organisation("Thales Research & Technology", country="FR", city="Palaiseau")
    second = make_organisation("THALES RESEARCH AND TECHNOLOGY FRANCE", country="FR", city="PALAISEAU")
    make_organisation("Institut de la vigne", country="FR", city="Bordeaux")
    make_membership(second, make_cluster())
    return first, second


def test_two_spellings_are_proposed_and_the_heavier_record_is_kept(doubles):
    first, second = doubles
    assert propose_merges(by=make_user()) == 1
    proposal = MergeProposal.objects.get()
    assert (proposal.kept, proposal.merged) == (second, first)
    assert proposal.score > 0.5


def test_every_reason_is_told_in_words(doubles):
    propose_merges(by=None)
    reasons = merge_reasons(MergeProposal.objects.get())
    assert reasons
    assert not any("%(" in reason.sentence for reason in reasons)
    assert set(REASONS) == {"prior", "translated_words", *NAMES, *AGREEMENTS}


def test_a_decided_pair_is_not_proposed_again(doubles):
    propose_merges(by=None)
    keep_distinct(proposal=MergeProposal.objects.get(), by=make_user())
    assert propose_merges(by=None) == 0
    assert MergeProposal.objects.get().status == "distinct"


def test_a_merged_record_is_out_of_the_search(doubles):
    propose_merges(by=None)
    merge_organisations(proposal=MergeProposal.objects.get(), by=make_user())
    assert propose_merges(by=None) == 0


def test_different_numbers_of_one_register_speak_against(doubles):
    for number, organisation in enumerate(doubles):
        Identifier.objects.create(organisation=organisation, scheme="siren", value=f"55208131{number}")
    propose_merges(by=None)
    codes = [one["code"] for proposal in MergeProposal.objects.all() for one in proposal.evidence]
    assert not codes or "identifier_conflict" in codes


def test_numbers_in_the_place_of_names_are_not_compared():
    for place in range(4):
        make_organisation(f"PIC 99999999{place}", country="FR", city="Paris")
    make_organisation("PIC Digital", country="FR", city="Paris")
    named = make_organisation("Pic Digital SAS", country="FR", city="Paris", other_names=["PIC 999999990"])
    assert [one.names for one in records(Organisation.objects.order_by("pk"))] == [
        ("PIC Digital",),
        ("Pic Digital SAS",),
    ]
    propose_merges(by=None)
    assert {named.pk} <= {key for pair in MergeProposal.objects.values_list("kept", "merged") for key in pair}
    assert MergeProposal.objects.count() == 1
