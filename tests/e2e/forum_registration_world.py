"""One edition with everything that pages of registration, invoices and press can show."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.accounts.models import User
from grappe.apps.directory.domain.mandates import appoint_officer
from grappe.apps.forum.domain.groups import register_group
from grappe.apps.forum.domain.payments import Receipt, record_payment
from grappe.apps.forum.domain.press import Journalist, accept_accreditation, request_accreditation
from grappe.apps.forum.domain.registrations import cancel_registration, register_participant
from grappe.apps.forum.models import Edition, InvoiceSeries, PressMaterial, Registration
from tests.factories import make_cluster, make_user
from tests.forum_rows import attendee, make_category, make_edition


@dataclass(frozen=True)
class ForumWorld:
    """Who looks, and the keys that addresses name."""

    visitor: User
    officer: User
    keys: dict[str, Any]


def make_forum_world() -> ForumWorld:
    edition = make_edition(slug="2027", capacity=6, theme_en="Clusters of tomorrow", theme_fr="Les pôles de demain")
    InvoiceSeries.objects.create(
        edition=edition,
        prefix="FORUM-2027",
        seller="Forum des pôles",
        seller_address="1 place Sophie-Laffitte\n06560 Valbonne",
        iban="FR76 3000 4000 0312 3456 7890 143",
        bic="BNPAFRPP",
    )
    visitor, officer = make_user("zoe@forum.example", full_name="Zoé Müller"), make_user("officer@forum.example")
    grant_role(user=officer, role=Role.PROGRAMME_OFFICER, by=None)
    keys = register_people(edition, visitor) | register_a_group(edition, officer) | press(edition, visitor, officer)
    return ForumWorld(visitor, officer, keys)


def register_people(edition: Edition, visitor: User) -> dict[str, Any]:
    member = make_category(edition, name_fr="Adhérent d’un pôle", name_en="Member of a cluster", fee=120)
    student = make_category(edition, name_fr="Étudiant", name_en="Student", kind="student", capacity=1)
    investor = make_category(edition, name_fr="Investisseur", name_en="Investor", needs_approval=True)
    make_category(edition, name_fr="Presse", name_en="Press", kind="press", is_offered=False)
    said = {"organisation_name": "Vesporel Capteurs", "job_title": "Directrice", "phone": "+33 4 93 00 00 00"}
    mine = enter(member, user=visitor, email=visitor.email, full_name="Zoé Müller", diet_needs="végétarien", **said)
    places = [enter(student), enter(student)]
    evening = make_category(edition, name_fr="Soirée", name_en="Evening", capacity=1, hours_to_accept=48, rank=9)
    invited = [enter(evening), enter(evening)]
    cancel_registration(registration=invited[0], by=None)
    pending = enter(investor, full_name="Ada Lovelace")
    gone = enter(member)
    cancel_registration(registration=gone, reason="Empêchement", by=None)
    invoice = mine.invoices.get()
    paid = gone.invoices.filter(kind="invoice").get()
    receipt = Receipt(amount=invoice.total / 2, received_on=timezone.localdate(), reference="VIR-1")
    record_payment(invoice=invoice, receipt=receipt, by=None)
    return {
        "mine": mine.pk,
        "waiting": places[1].pk,
        "pending": pending.pk,
        "offered": invited[1].pk,
        "gone": gone.pk,
        "invoice": invoice.pk,
        "credited": paid.pk,
        "category": member.pk,
    }


def enter(category: Any, *, user: User | None = None, **said: Any) -> Registration:
    person = attendee(**said)
    key = Registration._meta.get_field("key").get_default()
    return register_participant(
        edition=category.edition, category=category, attendee=person, key=key, by=user, user=user
    )


def register_a_group(edition: Edition, officer: User) -> dict[str, Any]:
    cluster = make_cluster("Photonique du Sud", slug="photonique")
    appoint_officer(user=officer, cluster=cluster, by=None)
    key = Registration._meta.get_field("key").get_default()
    people = [(edition.categories.get(name_en="Member of a cluster"), attendee()) for _number in range(2)]
    outcome = register_group(edition=edition, cluster=cluster, people=people, key=key, by=officer)
    return {"group": outcome.group.pk}


def press(edition: Edition, visitor: User, officer: User) -> dict[str, Any]:
    edition.refresh_from_db()
    asked = [
        request_accreditation(
            edition=edition,
            outlet_name="Le Journal des pôles",
            journalist=Journalist(
                full_name=f"Journalist {number}",
                email=f"j{number}@press.example",
                card_number="75 123",
                proof=ContentFile(b"%PDF-1.7", name="letter.pdf"),
                accepts_embargo=True,
            ),
            by=visitor if number == 0 else None,
        )
        for number in range(2)
    ]
    accept_accreditation(accreditation=asked[0], by=officer)
    material = PressMaterial.objects.create(
        edition=edition,
        title_fr="Le palmarès de l’année",
        title_en="The winners of the year",
        text_fr="Texte",
        text_en="Text",
        embargo_until=timezone.now() + timedelta(days=3),
        is_published=True,
    )
    return {"asked": asked[1].pk, "accepted": asked[0].pk, "material": material.pk}
