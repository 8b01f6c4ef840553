import itertools

import pytest
from tests.factories import make_organisation

from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Shareholding
from grappe.apps.directory.queries.undertakings import single_undertaking, undertaking_names

pytestmark = pytest.mark.django_db


def hold(owner, owned, votes, **values):
    values = {"capital_share": 100, "provenance": {}} | values
    Shareholding.objects.create(owner=owner, owned=owned, voting_share=votes, **values)


def test_a_group_is_followed_up_and_down_by_votes_and_control():
    head, middle, firm, sister, passive = (make_organisation() for _ in range(5))
    hold(head, middle, 51)
    hold(middle, firm, 20, controls=True)
    hold(head, sister, 100)
    hold(head, passive, 50)
    whole = {one.pk for one in (head, middle, firm, sister)}
    assert single_undertaking(firm) == single_undertaking(head) == whole
    assert single_undertaking(passive) == {passive.pk}
    names = undertaking_names([firm.pk, sister.pk, passive.pk])
    assert names[firm.pk] == names[sister.pk] != names[passive.pk]


def test_firms_of_one_public_authority_are_not_linked_through_it():
    region = make_organisation(kind=OrganisationKind.PUBLIC_AUTHORITY)
    one, other = make_organisation(), make_organisation()
    for firm in (one, other):
        hold(region, firm, 100)
    assert single_undertaking(one) == {one.pk}


def test_one_question_a_step_of_the_chain(django_assert_num_queries):
    firms = [make_organisation() for _ in range(6)]
    for owner, owned in itertools.pairwise(firms):
        hold(owner, owned, 60)
    with django_assert_num_queries(4):
        assert len(set(undertaking_names(one.pk for one in firms[:3]).values())) == 1
