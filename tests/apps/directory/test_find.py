import pytest
from tests.factories import make_organisation

from grappe.apps.directory.models import Identifier
from grappe.apps.directory.queries.find import organisations_like
from grappe.apps.projects.domain.vocabulary import refresh_vocabulary

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text", ["vesporel", "Vésporel capt", "552 100 554", "552100554", "vespoerl", "capteurs vesporel", "vespo"]
)
def test_the_organisation_meant_is_found(text):
    meant = make_organisation("Vésporel Capteurs")
    Identifier.objects.create(organisation=meant, scheme="siren", value="552100554")
    make_organisation("Ecliptor Énergies")
    make_organisation("Vesporel Capteurs", merged_into=meant)
    refresh_vocabulary()
    assert list(organisations_like(text)) == [meant]


@pytest.mark.parametrize("text", ["", "v", "\x00", "zzzzzz", "&"])
def test_nothing_is_found_for_nothing(text):
    make_organisation("Vesporel")
    assert list(organisations_like(text)) == []


def test_the_name_that_holds_little_else_comes_first():
    make_organisation("Vesporel Capteurs et Instruments de Mesure")
    short = make_organisation("Vesporel")
    assert organisations_like("vesporel")[0] == short
