"""Letters and agreements on paper, in both languages."""

import pytest
from django.utils import translation
from tests.funding_rows import make_agreement, make_granted

from grappe.apps.funding.documents.agreement import agreement_pdf, words_of
from grappe.apps.funding.documents.letter import letter_pdf

pytestmark = pytest.mark.django_db


def test_a_letter_is_set_from_what_was_kept():
    letter = make_granted().letter
    assert letter_pdf(letter).startswith(b"%PDF")


@pytest.mark.parametrize(("language", "title"), [("fr", "Convention d’aide"), ("en", "Funding agreement")])
def test_an_agreement_speaks_its_language(language, title):
    agreement = make_agreement(language=language)
    assert agreement_pdf(agreement).startswith(b"%PDF")
    with translation.override(language):
        assert words_of(agreement)["title"] == title
