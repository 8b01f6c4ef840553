"""The letter before an agreement ends, in the reader's language."""

from datetime import date

import pytest
from django.utils import translation

from grappe.apps.partnerships.domain.agreement_reminders import letter_before_the_end
from grappe.apps.partnerships.models import PartnershipAgreement


@pytest.mark.parametrize(
    ("language", "title", "day"), [("fr", "Jumelage", "28 janvier 2027"), ("en", "Twinning", "28 January 2027")]
)
def test_title_and_day_are_in_the_language_of_the_reader(language, title, day):
    held = PartnershipAgreement(code="twins", title_fr="Jumelage", title_en="Twinning")
    with translation.override(language):
        subject, body = letter_before_the_end(held, date(2027, 1, 28))
    assert day in subject
    assert title in body
    assert day in body
