from datetime import date

import pytest
from tests.factories import make_user
from tests.forum_rows import make_edition

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.forum.domain.editions import appoint, change_edition, create_edition, dismiss
from grappe.apps.forum.domain.facts import load_editions
from grappe.apps.forum.enums import Duty
from grappe.apps.forum.models import Edition

pytestmark = pytest.mark.django_db


def test_history_comes_in_once():
    load_reference()
    assert load_editions(today=date(2026, 1, 1)) == 7
    assert load_editions(today=date(2026, 1, 1)) == 0
    fifth = Edition.objects.get(number=5)
    assert (fifth.days.lower, fifth.days.upper) == (date(2009, 11, 5), date(2009, 11, 7))
    assert fifth.theme_en.startswith("World Class Clusters")
    assert not fifth.is_simulated
    assert Edition.objects.get(number=1).origin_of("place")["confidence"] < fifth.origin_of("place")["confidence"]


def test_a_new_edition_has_its_days():
    edition = create_edition(values={"number": 20, "year": 2030, "slug": "2030"}, by=make_user())
    assert not edition.programme_days.exists()
    change_edition(edition=edition, values={"days": (date(2030, 5, 1), date(2030, 5, 3))}, by=make_user())
    assert edition.programme_days.count() == 2


@pytest.mark.parametrize(
    ("duty", "permission", "allowed"),
    [
        (Duty.ORGANISER, "forum.plan_meetings", True),
        (Duty.ORGANISER, "forum.manage_press", True),
        (Duty.DESK, "forum.check_in", True),
        (Duty.DESK, "forum.plan_meetings", False),
        (Duty.PRESS_OFFICER, "forum.manage_press", True),
        (Duty.PRESS_OFFICER, "forum.check_in", False),
    ],
)
def test_a_duty_opens_its_part_of_its_edition(duty, permission, allowed):
    edition, person = make_edition(), make_user()
    appoint(user=person, edition=edition, duty=duty, by=None)
    assert person.has_perm(permission, edition) is allowed
    assert person.has_perm(permission, make_edition()) is False
    assert person.has_perm("forum.enter_office")
    dismiss(user=person, edition=edition, duty=duty, by=None)
    again = type(person).objects.get(pk=person.pk)
    assert not again.has_perm(permission, edition)


def test_the_programme_office_organises_every_edition():
    person = make_user()
    grant_role(user=person, role=Role.PROGRAMME_OFFICER, by=None)
    assert person.has_perm("forum.manage_edition", make_edition())
    assert not make_user().has_perm("forum.manage_edition", make_edition())
