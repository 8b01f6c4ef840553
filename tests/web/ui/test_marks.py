from django.utils.translation import override

from grappe.apps.core.models import Source
from grappe.web.ui.templatetags.marks import source_title


def test_a_source_is_titled_in_the_readers_language_where_it_can_be():
    both = Source(code="survey", title="Survey of members", title_fr="Enquête auprès des adhérents")
    plain = Source(code="letter", title="Letter of the mayor")
    with override("fr"):
        assert (source_title(both), source_title(plain)) == ("Enquête auprès des adhérents", "Letter of the mayor")
    with override("en"):
        assert source_title(both) == "Survey of members"


def test_what_a_person_states_is_told_in_words_even_by_its_code_alone():
    with override("fr"):
        assert source_title("person") == "Déclaré par une personne dans ce registre"
    with override("en"):
        assert source_title("person") == "Stated by a person in this register"


def test_what_an_agreement_states_is_said_in_words():
    with override("fr"):
        assert source_title("agreement") == "Convention d’aide"
