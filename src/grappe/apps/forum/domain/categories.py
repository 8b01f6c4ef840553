"""Categories of participants: made, changed, and people moved from one to another."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.editions import fill_up
from grappe.apps.forum.domain.fees import credit_registration, invoice_if_due
from grappe.apps.forum.domain.places import give_place_back, take_place
from grappe.apps.forum.domain.registrations import held_for_change
from grappe.apps.forum.enums import OPEN_REGISTRATIONS, PLACE_HOLDERS
from grappe.apps.forum.models import Edition, ParticipantCategory, Registration


class CategoryRefusedError(RefusedError):
    """The category cannot be what is asked, or cannot take the person."""


def create_category(*, edition: Edition, values: dict[str, Any], by: User | None) -> ParticipantCategory:
    with recorded(by=by, verb="create_category"):
        category = kept(ParticipantCategory(edition=edition, **values))
        record_action(by=by, verb="create_category", target=category)
    return category


def change_category(*, category: ParticipantCategory, values: dict[str, Any], by: User | None) -> ParticipantCategory:
    """Change names, fee and conditions. Invoices that stand keep their figures; the capacity has its own function."""
    with recorded(by=by, verb="change_category"):
        for name, value in values.items():
            setattr(category, name, value)
        kept(category, fields=list(values))
        record_action(by=by, verb="change_category", target=category, fields=sorted(values))
    return category


def kept(category: ParticipantCategory, fields: list[str] | None = None) -> ParticipantCategory:
    try:
        with transaction.atomic():
            category.save(update_fields=fields)
    except IntegrityError as error:
        if "category_name_once_an_edition" not in str(error):
            raise
        raise CategoryRefusedError(_("This edition has a category of this name: choose another one.")) from error
    return category


def move_to_category(*, registration: Registration, category: ParticipantCategory, by: User) -> Registration:
    """Put a person into another category, with the place and the fee that go with it."""
    with recorded(by=by, verb="move_to_category"):
        held = held_for_change(registration, *OPEN_REGISTRATIONS)
        if category.edition_id != held.edition_id:
            raise CategoryRefusedError(_("This category belongs to another edition: choose one of this edition."))
        before = held.category
        if before == category:
            return held
        if held.state in PLACE_HOLDERS:
            give_place_back(held)
        held.category = category
        if held.state in PLACE_HOLDERS and not take_place(held):
            raise CategoryRefusedError(_("This category is full: raise its capacity, or choose another one."))
        held.save(update_fields=["category"])
        record_action(by=by, verb="move_to_category", target=held, before=before.pk, after=category.pk)
        if (before.fee, before.vat_rate) != (category.fee, category.vat_rate):
            credit_registration(held, by=by)
            invoice_if_due(held, by=by)
        fill_up(held.edition_id)
    return held
