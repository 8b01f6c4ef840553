"""No list of the demonstration's office is empty, and all that stands in it is simulated."""

from datetime import date

import pytest

from grappe.apps.accounts.models import User
from grappe.apps.demonstration.load import load_demonstration
from grappe.apps.demonstration.people import OFFICER
from grappe.apps.directory.models import Claim, Correction, MergeProposal, ValueConflict

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_office_has_something_to_decide():
    load_demonstration(password="a password for tests", today=date(2026, 1, 15))
    officer = User.objects.get(email=OFFICER)
    assert Claim.objects.filter(status="pending").count() == 1
    assert Correction.objects.filter(status="pending").count() == 2
    assert set(ValueConflict.objects.values_list("field", flat=True)) == {"legal_name", "city"}
    pairs = MergeProposal.objects.select_related("kept", "merged")
    assert pairs.count() == 4
    assert all(pair.kept.is_simulated and pair.merged.is_simulated and pair.evidence for pair in pairs)
    assert all(officer.has_perm("directory.decide_claim", one) for one in Claim.objects.all())
