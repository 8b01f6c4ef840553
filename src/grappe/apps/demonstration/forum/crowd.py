"""A few hundred simulated participants, and the accounts of the demonstration among them."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from django.db.models import Count, F, Q
from django.utils import timezone

from grappe.apps.accounts.models import User
from grappe.apps.demonstration.forum.frame import Frame
from grappe.apps.demonstration.people import DESK, FOREIGN, MEMBER
from grappe.apps.demonstration.words import STEMS
from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Organisation
from grappe.apps.forum.domain.editions import appoint
from grappe.apps.forum.domain.invoices import issue_invoice
from grappe.apps.forum.enums import CategoryKind, Duty, RegistrationState
from grappe.apps.forum.models import Edition, ParticipantCategory, Registration

FIRST_NAMES = (
    "Alix",
    "Camille",
    "Claude",
    "Dominique",
    "Éden",
    "Lou",
    "Maxime",
    "Noa",
    "Sacha",
    "Yaël",
    "Ange",
    "Charlie",
    "Eli",
    "Gaby",
    "Jo",
    "Kim",
    "Lee",
    "Morgan",
    "Robin",
    "Sam",
)
COUNTRIES = ("DE", "ES", "IT", "BE", "PT", "CZ", "SE", "PL", "NL", "TN", "MA", "CA")
CROWD = (
    (CategoryKind.MEMBER, 210),
    (CategoryKind.FOREIGN_CLUSTER, 36),
    (CategoryKind.PUBLIC_BODY, 10),
    (CategoryKind.EXHIBITOR, 16),
    (CategoryKind.STUDENT, 20),
    (CategoryKind.SPEAKER, 24),
)
SMALL_CROWD = ((CategoryKind.MEMBER, 30), (CategoryKind.FOREIGN_CLUSTER, 12))
POSITIONS = (
    ("Direction", "Management"),
    ("R&D", "R&D"),
    ("Développement", "Business development"),
    ("Ingénierie", "Engineering"),
)
DIETS = ("végétarien", "sans gluten", "halal")
INVOICED = 12


@dataclass
class Crowd:
    """Confirmed registrations by kind of category."""

    of_kind: dict[str, list[Registration]] = field(default_factory=dict)

    @property
    def meeting(self) -> list[Registration]:
        """Those who take part in the meetings."""
        kinds = (
            CategoryKind.MEMBER,
            CategoryKind.FOREIGN_CLUSTER,
            CategoryKind.INVESTOR,
            CategoryKind.EXHIBITOR,
            CategoryKind.PUBLIC_BODY,
        )
        return [one for kind in kinds for one in self.of_kind.get(kind, [])]


def add_small_crowd(frame: Frame, people: dict[str, User], *, organisation: Organisation, seed: int) -> Crowd:
    """A few dozen who came and met, the accounts of the demonstration among them."""
    random = Random(seed)
    pools = pools_of_organisations(random, organisation)
    rows = [person(frame, kind, pools, random, number) for kind, count in SMALL_CROWD for number in range(count)]
    bind_accounts(rows, people, organisation)
    crowd = Crowd()
    for one in Registration.objects.bulk_create(rows):
        crowd.of_kind.setdefault(one.category.kind, []).append(one)
    count_places(frame.edition)
    return crowd


def add_crowd(frame: Frame, people: dict[str, User], *, organisation: Organisation, seed: int) -> Crowd:
    random = Random(seed)
    pools = pools_of_organisations(random, organisation)
    rows = [person(frame, kind, pools, random, number) for kind, count in CROWD for number in range(count)]
    investors = [person(frame, CategoryKind.INVESTOR, pools, random, number) for number in range(16)]
    bind_accounts(rows, people, organisation)
    waiting = [queued(person(frame, CategoryKind.STUDENT, pools, random, 100 + number), number) for number in range(6)]
    for one in investors[12:]:
        one.state = RegistrationState.PENDING
    cancelled = [person(frame, CategoryKind.MEMBER, pools, random, 300 + number) for number in range(8)]
    for one in cancelled:
        one.state = RegistrationState.CANCELLED
    held = Registration.objects.bulk_create([*rows, *investors, *waiting, *cancelled])
    count_places(frame.edition)
    appoint(user=people[DESK], edition=frame.edition, duty=Duty.DESK, by=None)
    crowd = Crowd()
    for one in held:
        if one.state == RegistrationState.CONFIRMED:
            crowd.of_kind.setdefault(one.category.kind, []).append(one)
    for one in crowd.of_kind[CategoryKind.MEMBER][:INVOICED]:
        issue_invoice(registration=one, by=None)
    return crowd


def pools_of_organisations(random: Random, own: Organisation) -> dict[str, list[Organisation]]:
    """Simulated organisations by kind, in an order of chance; the demonstration's own member comes first."""
    found: dict[str, list[Organisation]] = {}
    rows = Organisation.objects.filter(is_simulated=True, merged_into=None).exclude(pk=own.pk).defer("search")
    for one in rows.order_by("pk"):
        found.setdefault(one.kind, []).append(one)
    for pool in found.values():
        random.shuffle(pool)
    found[OrganisationKind.FIRM].insert(0, own)
    return found


def person(
    frame: Frame, kind: CategoryKind, pools: dict[str, list[Organisation]], random: Random, number: int
) -> Registration:
    """One participant; one organisation in five sends two people."""
    organisation = organisation_for(kind, pools, number)
    foreign = kind == CategoryKind.FOREIGN_CLUSTER
    name = f"{random.choice(FIRST_NAMES)} {random.choice(STEMS)}"
    body = f"Cluster {STEMS[number % len(STEMS)]} (simulé)" if foreign else ""
    position = random.choice(POSITIONS)
    language = "en" if foreign else "fr"
    now = timezone.now()
    return Registration(
        edition=frame.edition,
        category=frame.categories[kind],
        state=RegistrationState.CONFIRMED,
        full_name=f"{name} (simulé)",
        email=f"{kind}{number}@forum.example",
        job_title=position[1] if foreign else position[0],
        language=language,
        country=COUNTRIES[number % len(COUNTRIES)] if foreign else "FR",
        organisation=organisation,
        organisation_name=organisation.legal_name if organisation else body,
        wants_meetings=frame.categories[kind].takes_meetings,
        diet_needs=random.choice(DIETS) if number % 12 == 0 else "",
        accessibility_needs="Fauteuil roulant" if number % 60 == 7 else "",
        terms_accepted_at=now,
        catalogue_consent_at=now if number % 10 else None,
        photo_consent_at=now if number % 3 else None,
    )


def organisation_for(kind: CategoryKind, pools: dict[str, list[Organisation]], number: int) -> Organisation | None:
    if kind == CategoryKind.INVESTOR:
        pool = pools.get(OrganisationKind.INVESTOR, [])
    elif kind in {CategoryKind.MEMBER, CategoryKind.EXHIBITOR, CategoryKind.SPEAKER}:
        pool = pools[OrganisationKind.LABORATORY if number % 6 == 5 else OrganisationKind.FIRM]
    else:
        return None
    shift = {CategoryKind.EXHIBITOR: 400, CategoryKind.SPEAKER: 500}.get(kind, 0)
    return pool[(shift + number - (1 if number % 5 == 4 else 0)) % len(pool)] if pool else None


def bind_accounts(rows: list[Registration], people: dict[str, User], organisation: Organisation) -> None:
    """The member and the foreign cluster of the demonstration are among the crowd, under their own addresses."""
    for email, kind in ((MEMBER, CategoryKind.MEMBER), (FOREIGN, CategoryKind.FOREIGN_CLUSTER)):
        one = next(row for row in rows if row.category.kind == kind)
        one.user, one.email, one.full_name = people[email], email, people[email].full_name
        if kind == CategoryKind.MEMBER:
            one.organisation, one.organisation_name = organisation, organisation.legal_name


def queued(registration: Registration, number: int) -> Registration:
    registration.state = RegistrationState.WAITING
    registration.queued_at = timezone.now() - timedelta(hours=10 - number)
    return registration


def count_places(edition: Edition) -> None:
    """Bring the counters in step with the rows that came in by the hundred."""
    confirmed = Q(registrations__state=RegistrationState.CONFIRMED)
    for category in edition.categories.annotate(count=Count("registrations", filter=confirmed)):
        ParticipantCategory.objects.filter(pk=category.pk).update(held_places=category.count)
    total = edition.registrations.filter(state=RegistrationState.CONFIRMED).count()
    Edition.objects.filter(pk=edition.pk).update(held_places=F("held_places") + total)
