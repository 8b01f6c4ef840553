"""A database of its own, made anew for each run: one edition about to open, a plan in force, agendas to read."""

import secrets
from datetime import timedelta

PROFILES = 500
MEETINGS_EACH = 8
SESSIONS = 40
ASKERS = 200
SLUG = "load"
# Five in a hundred come too late, so that the waiting list is at work too.
CAPACITY_SHARE = 0.95


def fill(registrations: int) -> tuple[int, list[str], list[dict[str, object]]]:
    """Make the edition; returns the category to register in, the addresses of the agendas, and who asks to meet."""
    from django.utils import timezone

    from grappe.apps.forum.models import Edition, ParticipantCategory

    now = timezone.now()
    edition = Edition.objects.create(
        number=99,
        year=now.year + 1,
        slug=SLUG,
        state="announced",
        theme_fr="Charge",
        theme_en="Load",
        place="Lyon",
        registration_opens_at=now - timedelta(minutes=1),
        registration_closes_at=now + timedelta(days=9),
        requests_open_at=now - timedelta(minutes=1),
        capacity=round(registrations * CAPACITY_SHARE) + PROFILES,
    )
    category = ParticipantCategory.objects.create(
        edition=edition, kind="member", name_fr="Adhérent", name_en="Member of a cluster"
    )
    publish(edition)
    agendas = make_agendas(edition, category)
    return category.pk, agendas, sign_in_askers()


def sign_in_askers() -> list[dict[str, object]]:
    """The first people of the plan, each with an account that is signed in: the cookie and the key of the profile."""
    from django.conf import settings
    from django.test import Client

    from grappe.apps.accounts.models import User
    from grappe.apps.forum.models import Delegate

    found = []
    for delegate in Delegate.objects.select_related("registration").order_by("pk")[:ASKERS]:
        person = delegate.registration
        person.user = User.objects.create(email=person.email, full_name=person.full_name)
        person.save()
        client = Client()
        client.force_login(person.user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        found.append({"profile": delegate.profile_id, "name": cookie.key, "value": cookie.value})
    return found


def publish(edition: object) -> None:
    """Forty confirmed sessions, so that the programme is a page of the usual length."""
    from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
    from django.utils import timezone

    from grappe.apps.forum.domain.versions import publish_programme
    from grappe.apps.forum.models import Session

    begins = timezone.now() + timedelta(days=30)
    for number in range(SESSIONS):
        start = begins + timedelta(minutes=30 * (number // 4))
        during = DateTimeTZRange(start, start + timedelta(minutes=30))
        Session.objects.create(edition=edition, title_fr=f"Séance {number}", state="confirmed", during=during)
    publish_programme(edition=edition, by=None)


def make_agendas(edition: object, category: object) -> list[str]:
    """Five hundred people with eight meetings each, in a published plan."""
    from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
    from django.utils import timezone

    from grappe.apps.forum import models

    now = timezone.now()
    people = models.Registration.objects.bulk_create(
        models.Registration(
            edition=edition,
            category=category,
            state="confirmed",
            full_name=f"Reader {number}",
            email=f"reader{number}@load.example",
            terms_accepted_at=now,
        )
        for number in range(PROFILES)
    )
    type(edition).objects.update(held_places=PROFILES)
    type(category).objects.update(held_places=PROFILES)
    profiles = models.MeetingProfile.objects.bulk_create(
        models.MeetingProfile(edition=edition, name=f"Reader {number}") for number in range(PROFILES)
    )
    models.Delegate.objects.bulk_create(
        models.Delegate(profile=profile, registration=person) for profile, person in zip(profiles, people, strict=True)
    )
    plan = models.MeetingPlan.objects.create(edition=edition, state="published", published_at=now)
    tables = models.Table.objects.bulk_create(
        models.Table(edition=edition, name=f"T{number}", rank=number) for number in range(PROFILES // 2)
    )
    for turn in range(MEETINGS_EACH):
        begins = now + timedelta(days=30, minutes=20 * turn)
        during = DateTimeTZRange(begins, begins + timedelta(minutes=20))
        slot = models.Slot.objects.create(edition=edition, during=during)
        seat_everybody(plan, slot, tables, list(zip(profiles, people, strict=True)), turn)
    return open_feeds(people)


def seat_everybody(plan: object, slot: object, tables: list, pairs: list, turn: int) -> None:
    """One meeting at each table: a profile meets the one that stands ``turn`` places further in the other half."""
    from grappe.apps.forum import models

    half = len(pairs) // 2
    during = slot.during
    meetings = models.Meeting.objects.bulk_create(
        models.Meeting(plan=plan, slot=slot, table=table, during=during, is_binding=True) for table in tables
    )
    models.Seat.objects.bulk_create(
        models.Seat(meeting=meeting, profile=profile, registration=person, during=during, is_binding=True)
        for place, meeting in enumerate(meetings)
        for profile, person in (pairs[place], pairs[half + (place + turn) % half])
    )


def open_feeds(people: list) -> list[str]:
    """The secret addresses of the agendas; none in a version of the site that has no calendars yet."""
    try:
        from grappe.apps.forum.models import AgendaFeed
    except ImportError:
        return []
    feeds = AgendaFeed.objects.bulk_create(
        AgendaFeed(registration=person, token=secrets.token_urlsafe(24)) for person in people
    )
    from django.urls import reverse

    return [reverse("agenda_feed", args=[feed.token]) for feed in feeds]
