"""Whom the catalogue suggests: the register's knowledge and the texts of the edition, ranked together and kept."""

from datetime import date

import pytest
from django.utils import timezone
from tests.factories import make_organisation, make_participation, make_project
from tests.forum_rows import make_edition, make_profile

from grappe.apps.forum.domain.requests import request_meeting
from grappe.apps.forum.queries.suggestions import fused, suggestions_for
from grappe.apps.partnerships.bridge.snapshots import prepare_snapshot
from grappe.apps.partnerships.models import FindConsent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def here(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def test_places_add_up_and_a_tie_keeps_an_order():
    assert fused([1, 2, 3], [3, 4]) == [3, 1, 2, 4]
    assert fused([2], [1]) == [1, 2]
    assert fused() == []


def test_the_register_brings_partners_of_partners_and_says_why(django_assert_num_queries):
    edition = make_edition()
    own, known, far, absent = (make_organisation(name) for name in ("Own", "Known", "Far", "Absent"))
    for one in (known, far, absent):
        FindConsent.objects.create(organisation=one)
    for members in ([own, known], [known, far], [known, absent]):
        project = make_project(starts_on=date(2022, 1, 1))
        for one in members:
            make_participation(project, one)
    prepare_snapshot(today=timezone.localdate())
    mine = make_profile(edition, name="Own", organisation=own)
    profiles = {body: make_profile(edition, name=body.legal_name, organisation=body) for body in (known, far)}
    stranger = make_profile(edition, name="Stranger")
    found = {one.profile: one for one in suggestions_for(mine, count=6)}
    assert set(found) == set(profiles.values())
    assert all(one.sentences for one in found.values())
    assert stranger not in found
    request_meeting(sender=mine, recipient=profiles[known], by=None)
    with django_assert_num_queries(6):
        assert [one.profile for one in suggestions_for(mine, count=6)] == [profiles[far]]
