"""Where and when the simulated Forum takes place: days, rooms, slots, tables, categories, seller."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.utils import timezone

from grappe.apps.directory.models import Theme
from grappe.apps.forum.domain.editions import add_days
from grappe.apps.forum.enums import CategoryKind, EditionPartnerKind, EditionState
from grappe.apps.forum.models import (
    Edition,
    EditionPartner,
    InvoiceSeries,
    ParticipantCategory,
    Room,
    Slot,
    Table,
    Track,
)

ZONE = ZoneInfo("Europe/Paris")
THURSDAY = 3
AHEAD = timedelta(days=45)
SLOT = timedelta(minutes=20)
HALF_DAYS = ((0, time(14), 12, "afternoon"), (1, time(9), 9, "morning"))
TABLES = 36
CategoryRow = tuple[CategoryKind, str, str, int, int | None, bool, bool]
# kind, French, English, fee, capacity, needs approval, takes part in meetings
CATEGORIES: tuple[CategoryRow, ...] = (
    (CategoryKind.MEMBER, "Adhérent d’un pôle", "Member of a cluster", 120, None, False, True),
    (CategoryKind.FOREIGN_CLUSTER, "Pôle étranger", "Foreign cluster", 0, None, False, True),
    (CategoryKind.INVESTOR, "Investisseur", "Investor", 120, 40, True, True),
    (CategoryKind.PUBLIC_BODY, "Organisme public", "Public body", 0, None, False, True),
    (CategoryKind.EXHIBITOR, "Exposant", "Exhibitor", 450, 30, False, True),
    (CategoryKind.STUDENT, "Étudiant", "Student", 0, 20, False, False),
    (CategoryKind.SPEAKER, "Intervenant", "Speaker", 0, None, False, True),
    (CategoryKind.PRESS, "Presse", "Press", 0, None, False, False),
)
BY_INVITATION = {CategoryKind.SPEAKER, CategoryKind.PRESS}


@dataclass(frozen=True)
class Frame:
    """The empty Forum."""

    edition: Edition
    first_day: date
    categories: dict[str, ParticipantCategory]
    rooms: list[Room]
    tracks: list[Track]

    def at(self, day: int, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(self.first_day + timedelta(days=day), time(hour, minute), ZONE)


def add_frame(*, today: date) -> Frame:
    first = today + AHEAD
    first += timedelta(days=(THURSDAY - first.weekday()) % 7)
    edition = add_edition(first, today)
    rooms = [
        Room(edition=edition, name=name, capacity=capacity, floor=floor, rank=rank)
        for rank, (name, capacity, floor) in enumerate(
            (("Amphithéâtre Lumaris", 600, "0"), ("Salle Calyx", 120, "1"), ("Salle Novelor", 80, "1"))
        )
    ]
    tracks = [
        Track(edition=edition, name_fr=french, name_en=english, rank=rank)
        for rank, (french, english) in enumerate(
            (("Innovation", "Innovation"), ("International", "International"), ("Financement", "Finance"))
        )
    ]
    categories = ParticipantCategory.objects.bulk_create(
        category_of(edition, rank, row) for rank, row in enumerate(CATEGORIES)
    )
    frame = Frame(
        edition,
        first,
        {one.kind: one for one in categories},
        Room.objects.bulk_create(rooms),
        Track.objects.bulk_create(tracks),
    )
    add_grid(frame)
    return frame


def add_edition(first: date, today: date) -> Edition:
    opened = timezone.make_aware(datetime.combine(today, time()), ZONE) - timedelta(days=30)
    edition = Edition.objects.create(
        number=1 + max(Edition.objects.values_list("number", flat=True), default=0),
        year=first.year,
        slug=f"{first.year}-simulation",
        theme_fr="Pôles et territoires en réseau",
        theme_en="Clusters and regions as a network",
        text_fr="Édition simulée pour la démonstration : personne n’y est réel.",
        text_en="An edition simulated for the demonstration: nobody in it is real.",
        days=DateRange(first, first + timedelta(days=2)),
        place="Sophia Antipolis",
        state=EditionState.ANNOUNCED,
        registration_opens_at=opened,
        registration_closes_at=opened + timedelta(days=70),
        requests_open_at=opened,
        requests_close_at=opened + timedelta(days=72),
        capacity=500,
        is_simulated=True,
    )
    edition.themes.set(Theme.objects.order_by("code")[:5])
    add_days(edition)
    EditionPartner.objects.bulk_create(
        EditionPartner(edition=edition, kind=kind, name=name, rank=rank)
        for rank, (kind, name) in enumerate(
            (
                (EditionPartnerKind.ORGANISER, "Association Ravelin (simulée)"),
                (EditionPartnerKind.INSTITUTION, "Agence Estivane (simulée)"),
                (EditionPartnerKind.SPONSOR, "Banque Delvaris (simulée)"),
                (EditionPartnerKind.MEDIA, "Le Quotidien Tilvéo (simulé)"),
            )
        )
    )
    InvoiceSeries.objects.create(
        edition=edition,
        prefix=f"SIM{first.year}",
        seller="Association Ravelin (simulée)",
        seller_address="1 allée des Exemples\n06560 Valbonne",
        iban="FR76 0000 0000 0000 0000 0000 000",
    )
    return edition


def category_of(edition: Edition, rank: int, row: CategoryRow) -> ParticipantCategory:
    kind, french, english, fee, capacity, needs_approval, takes_meetings = row
    return ParticipantCategory(
        edition=edition,
        kind=kind,
        name_fr=french,
        name_en=english,
        fee=Decimal(fee),
        capacity=capacity,
        needs_approval=needs_approval,
        takes_meetings=takes_meetings,
        is_offered=kind not in BY_INVITATION,
        rank=rank,
    )


def add_grid(frame: Frame) -> None:
    """Two half-days of slots, and tables in three zones, a few of them with video."""
    slots = []
    for day, begins, count, name in HALF_DAYS:
        start = datetime.combine(frame.first_day + timedelta(days=day), begins, ZONE)
        slots += [
            Slot(
                edition=frame.edition,
                half_day=name,
                during=DateTimeTZRange(start + number * SLOT, start + (number + 1) * SLOT),
            )
            for number in range(count)
        ]
    Slot.objects.bulk_create(slots)
    Table.objects.bulk_create(
        Table(
            edition=frame.edition,
            name=f"{'ABC'[number // (TABLES // 3)]}{number % (TABLES // 3) + 1:02d}",
            zone="ABC"[number // (TABLES // 3)],
            equipment=["video"] if number % 9 == 0 else [],
            rank=number,
        )
        for number in range(TABLES)
    )
