"""The registrations that an organiser or a person asks for."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from grappe.apps.accounts.models import User
from grappe.apps.forum.enums import OPEN_REGISTRATIONS, InvoiceKind, InvoiceState
from grappe.apps.forum.models import Edition, Invoice, Registration

ORDERS = {
    "name": ("full_name", "pk"),
    "newest": ("-registered_at", "-pk"),
    "organisation": ("organisation_name", "full_name", "pk"),
}


@dataclass(frozen=True, kw_only=True)
class RegistrationsAsked:
    """What a list of registrations is asked for; what is empty leaves everything in."""

    words: str = ""
    state: str = ""
    category: int | None = None
    country: str = ""
    with_needs: bool = False
    unpaid: bool = False
    in_group: bool = False
    order: str = "name"


def unpaid_invoices() -> QuerySet[Invoice]:
    return Invoice.objects.filter(kind=InvoiceKind.INVOICE, state=InvoiceState.ISSUED)


def registrations_asked(edition: Edition, asked: RegistrationsAsked) -> QuerySet[Registration]:
    rows = edition.registrations.select_related("category", "organisation", "cluster", "group__cluster")
    for word in asked.words.split():
        rows = rows.filter(
            Q(full_name__icontains=word) | Q(email__icontains=word) | Q(organisation_name__icontains=word)
        )
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.category:
        rows = rows.filter(category=asked.category)
    if asked.country:
        rows = rows.filter(country=asked.country)
    if asked.with_needs:
        rows = rows.exclude(accessibility_needs="", diet_needs="")
    if asked.in_group:
        rows = rows.exclude(group=None)
    if asked.unpaid:
        own = unpaid_invoices().filter(registration=OuterRef("pk"))
        shared = unpaid_invoices().filter(group=OuterRef("group"))
        rows = rows.filter(Exists(own) | Exists(shared))
    return rows.order_by(*ORDERS.get(asked.order, ORDERS["name"]))


def registrations_of(user: User) -> QuerySet[Registration]:
    """A person's own registrations, the next edition first."""
    mine = Registration.objects.filter(user=user).select_related("edition", "category")
    return mine.order_by("-edition__number", "-registered_at", "-pk")


def open_registration_of(user: User, edition: Edition) -> Registration | None:
    return Registration.objects.filter(user=user, edition=edition, state__in=OPEN_REGISTRATIONS).first()
