import pytest
from tests.factories import make_organisation

from grappe.apps.core.queries import listing
from grappe.apps.core.queries.listing import Among, Order, sorted_keys
from grappe.apps.core.wanted import read_wanted
from grappe.apps.directory.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def found():
    for name, latitude in (("Beta one", 3.0), ("alpha one", None), ("Gamma one", 1.0), ("Other", 2.0)):
        make_organisation(name, latitude=latitude)
    return Organisation.objects.filter(search=read_wanted("one").beginning())


@pytest.mark.parametrize(
    "order",
    [
        Order("name_key"),
        Order("name_key", descending=True),
        Order("latitude"),
        Order("latitude", descending=True, nullable=True),
        Order("updated_at", descending=True),
    ],
)
def test_the_keys_come_as_the_plain_query_orders_them(found, order):
    plain = list(found.order_by(*order.expressions()).values_list("pk", flat=True))
    assert sorted_keys(found, order, count=10).keys == plain
    assert sorted_keys(found, order, count=2).keys == plain[:2]


def test_a_word_that_very_many_hold_is_drawn_from_the_first_found(found, monkeypatch):
    monkeypatch.setattr(listing, "MOST_SORTED", 2)
    drawn = sorted_keys(found, Order("name_key"), count=2)
    assert (len(drawn.keys), drawn.is_cut) == (2, True)
    whole = sorted_keys(found, Order("name_key"), count=10, whole=True)
    assert (len(whole.keys), whole.is_cut) == (3, False)
    monkeypatch.setattr(listing, "MOST_SORTED", 3)
    assert not sorted_keys(found, Order("name_key"), count=2).is_cut
    assert not sorted_keys(found.filter(pk=0), Order("name_key"), count=2).is_cut


def test_no_key_is_among_none():
    made = [make_organisation().pk for _place in range(3)]
    assert list(Organisation.objects.filter(Among("pk", []))) == []
    assert set(Organisation.objects.filter(Among("pk", made[:2])).values_list("pk", flat=True)) == set(made[:2])
