"""The pages of the B2B meetings, of a participant and of the organiser, looked at by a browser."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from grappe.apps.forum.domain.editions import appoint
from grappe.apps.forum.domain.requests import accept_request, request_meeting
from grappe.apps.forum.models import MeetingPlan
from tests.e2e.inspection import faults_of
from tests.factories import make_organisation, make_user
from tests.forum_rows import make_edition, make_profile, make_slot, make_table

pytestmark = [pytest.mark.django_db(transaction=True)]

OWN = ("", "_profile", "_availability", "_catalogue", "_requests", "_agenda")
OFFICE = ("", "_layout", "_requests", "_figures")
OF_A_PLAN = ("_plan", "_grid", "_participants", "_left_out")


@pytest.fixture
def edition():
    """Three who meet each other, two meetings in the plan in force and one request to answer."""
    edition = make_edition()
    user = make_user()
    texts = {"offers_fr": "Des capteurs et des composites", "seeks_fr": "Un partenaire pour des capteurs"}
    one, other, third = (
        make_profile(
            edition,
            name=name,
            user=user if name == "Vesporel" else None,
            organisation=make_organisation(name, longitude=place, latitude=45),
            **texts,
        )
        for name, place in (("Vesporel", 5.7), ("Cordelane", 7.2), ("Brumaille", 9.1))
    )
    for number in range(3):
        make_slot(edition, number)
    make_table(edition, zone="Hall A")
    MeetingPlan.objects.create(edition=edition, state="published", published_at=timezone.now(), value=2, bound=2)
    accept_request(request=request_meeting(sender=one, recipient=other, by=None), by=None)
    accept_request(request=request_meeting(sender=other, recipient=third, by=None), by=None)
    request_meeting(sender=third, recipient=one, message="Parlons de capteurs.", by=None)
    appoint(user=user, edition=edition, duty="organiser", by=None)
    edition.owner = user
    return edition


def addresses_of(edition, language):
    """Every page in this language."""
    plan = edition.meeting_plans.get()
    other = edition.meeting_profiles.get(name="Cordelane")
    meeting = plan.meetings.first()
    with translation.override(language):
        yield from (reverse(f"member:meetings{name}", args=[edition.slug]) for name in OWN)
        yield reverse("member:meetings_participant", args=[edition.slug, other.pk])
        yield reverse("member:meetings_feedback", args=[edition.slug, meeting.pk])
        yield reverse("member:meetings_withdraw", args=[edition.slug, meeting.request_id])
        yield from (reverse(f"office:meetings{name}", args=[edition.slug]) for name in OFFICE)
        yield from (reverse(f"office:meetings{name}", args=[edition.slug, plan.pk]) for name in OF_A_PLAN)
        move = reverse("office:meetings_meeting", args=[edition.slug, meeting.pk])
        yield f"{move}?slot={meeting.slot_id}&table={meeting.table_id}"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_of_the_meetings_stands_inspection(live_server, context, sign_in, edition, language):
    sign_in(edition.owner)
    faults = {
        path: found for path in addresses_of(edition, language) if (found := faults_of(context, live_server.url + path))
    }
    assert faults == {}
