"""Profiles, requests and a published plan of the simulated crowd."""

from datetime import timedelta
from random import Random

from django.utils import timezone

from grappe.apps.accounts.models import User
from grappe.apps.demonstration.forum.crowd import Crowd
from grappe.apps.demonstration.forum.frame import Frame
from grappe.apps.demonstration.people import PROGRAMME
from grappe.apps.demonstration.words import OFFERS, SEEKS
from grappe.apps.forum.bridge.planning import compute_plan
from grappe.apps.forum.domain.plans import ask_plan, publish_plan
from grappe.apps.forum.domain.profiles import drawn_from_organisation
from grappe.apps.forum.enums import MeetingMode, MeetingPriority, MeetingRequestState
from grappe.apps.forum.models import Delegate, MeetingPlan, MeetingProfile, MeetingRequest, Registration, Unavailability

REQUESTS = 1100
SECONDS = 3
STATES = (
    (MeetingRequestState.ACCEPTED, 78),
    (MeetingRequestState.PENDING, 12),
    (MeetingRequestState.REFUSED, 7),
    (MeetingRequestState.EXPIRED, 3),
)


def add_meetings(
    frame: Frame, crowd: Crowd, people: dict[str, User], *, seed: int, requests: int = REQUESTS
) -> MeetingPlan:
    random = Random(seed)
    profiles = add_profiles(frame, crowd, random)
    add_requests(frame, profiles, random, requests)
    plan = ask_plan(edition=frame.edition, seconds=SECONDS, prove=False, by=people[PROGRAMME])
    return publish_plan(plan=compute_plan(plan.pk), tells=False, by=people[PROGRAMME])


def add_profiles(frame: Frame, crowd: Crowd, random: Random) -> list[MeetingProfile]:
    """One profile an organisation; colleagues share it."""
    teams: dict[object, list[Registration]] = {}
    for one in crowd.meeting:
        teams.setdefault(one.organisation_id or f"person {one.pk}", []).append(one)
    profiles = MeetingProfile.objects.bulk_create(
        profile_of(frame, team[0], random, number) for number, team in enumerate(teams.values())
    )
    Delegate.objects.bulk_create(
        Delegate(profile=profile, registration=one)
        for profile, team in zip(profiles, teams.values(), strict=True)
        for one in team
    )
    themes = list(frame.edition.themes.all())
    through = MeetingProfile.themes.through
    through.objects.bulk_create(
        through(meetingprofile_id=profile.pk, theme_id=theme.pk)
        for profile in profiles
        for theme in random.sample(themes, min(2, len(themes)))
    )
    slots = list(frame.edition.slots.all())
    Unavailability.objects.bulk_create(
        Unavailability(profile=profile, slot=slot)
        for profile in profiles
        if random.random() < 0.25
        for slot in (slots[:12] if random.random() < 0.5 else slots[12:])
    )
    return profiles


def profile_of(frame: Frame, registration: Registration, random: Random, number: int) -> MeetingProfile:
    organisation = registration.organisation
    choice = random.randrange(len(SEEKS["fr"]))
    texts = (
        drawn_from_organisation(organisation)
        if organisation is not None
        else {
            "name": registration.organisation_name or registration.full_name,
            "offers_fr": OFFERS["fr"][choice],
            "offers_en": OFFERS["en"][choice],
            "seeks_fr": SEEKS["fr"][choice],
            "seeks_en": SEEKS["en"][choice],
        }
    )
    foreign = registration.country != "FR"
    return MeetingProfile(
        edition=frame.edition,
        organisation=organisation,
        country=registration.country,
        languages=["en"] if foreign else ["fr", "en"],
        mode=MeetingMode.REMOTE if number % 25 == 24 else MeetingMode.ON_SITE,
        time_zone="Europe/Paris",
        groups=["foreign"] if foreign else [random.choice(("sme", "sme", "sme", "large"))],
        **texts,
    )


def add_requests(frame: Frame, profiles: list[MeetingProfile], random: Random, count: int) -> None:
    """Requests by chance; the accounts of the demonstration come first among the profiles and have plenty."""
    now = timezone.now()
    pairs: set[tuple[int, int]] = set()
    rows: list[MeetingRequest] = []
    while len(rows) < count:
        one, other = random.sample(range(len(profiles)), 2)
        if len(rows) < 10:
            one = 0
        pair = (min(one, other), max(one, other))
        if one == other or pair in pairs:
            continue
        pairs.add(pair)
        state = random.choices([state for state, _weight in STATES], [weight for _state, weight in STATES])[0]
        rows.append(
            MeetingRequest(
                edition=frame.edition,
                sender=profiles[one],
                recipient=profiles[other],
                state=state,
                priority=random.choice(MeetingPriority.values),
                is_mutual=state == MeetingRequestState.ACCEPTED and random.random() < 0.3,
                message=message_between(profiles[one], profiles[other]),
                expires_at=now + timedelta(days=7),
                answered_at=None if state == MeetingRequestState.PENDING else now,
            )
        )
    MeetingRequest.objects.bulk_create(rows)


def message_between(one: MeetingProfile, other: MeetingProfile) -> str:
    """In English as soon as one side comes from abroad."""
    if {one.country, other.country} == {"FR"}:
        return "Nos activités se complètent : parlons-en vingt minutes."
    return "Our activities complete each other: let us talk for twenty minutes."
