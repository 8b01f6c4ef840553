"""Editions to come: their days, who works for them, how many they take; those of history stand in `facts`."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.fees import invoice_if_due
from grappe.apps.forum.domain.places import lock_edition, refill
from grappe.apps.forum.enums import Duty
from grappe.apps.forum.errors import CapacityTooSmallError
from grappe.apps.forum.models import Day, Edition, EditionMandate, ParticipantCategory


def add_days(edition: Edition) -> list[Day]:
    """A day of programme for each day of the edition that has none."""
    edition.refresh_from_db(fields=["days"])
    if edition.days is None:
        return []
    first, after = edition.days.lower, edition.days.upper
    return [
        Day.objects.get_or_create(edition=edition, date=first + timedelta(days=number))[0]
        for number in range((after - first).days)
    ]


def create_edition(*, values: dict[str, Any], by: User | None) -> Edition:
    """Prepare a new edition; nobody sees it until it is announced."""
    with recorded(by=by, verb="create_edition"):
        edition = Edition.objects.create(**values)
        add_days(edition)
        record_action(by=by, verb="create_edition", target=edition)
    return edition


def change_edition(*, edition: Edition, values: dict[str, Any], by: User | None) -> Edition:
    """Change dates, texts, state; capacities have their own functions, since people wait for them."""
    with recorded(by=by, verb="change_edition"):
        for name, value in values.items():
            setattr(edition, name, value)
        edition.save(update_fields=[*values, "updated_at"])
        add_days(edition)
        record_action(by=by, verb="change_edition", target=edition, fields=sorted(values))
    return edition


def change_capacity(*, edition: Edition, capacity: int | None, by: User | None) -> Edition:
    """Set how many people the edition takes; whoever waits longest comes in at once."""
    with recorded(by=by, verb="change_capacity"):
        held = lock_edition(edition.pk)
        held.capacity = capacity
        keep_capacity(held)
        record_action(by=by, verb="change_capacity", target=held, capacity=capacity)
        fill_up(held.pk)
    return held


def change_category_capacity(
    *, category: ParticipantCategory, capacity: int | None, by: User | None
) -> ParticipantCategory:
    with recorded(by=by, verb="change_capacity"):
        lock_edition(category.edition_id)
        held = ParticipantCategory.objects.select_for_update().get(pk=category.pk)
        held.capacity = capacity
        keep_capacity(held)
        record_action(by=by, verb="change_capacity", target=held, capacity=capacity)
        fill_up(held.edition_id)
    return held


def keep_capacity(held: Edition | ParticipantCategory) -> None:
    try:
        with transaction.atomic():
            held.save(update_fields=["capacity"])
    except IntegrityError as error:
        names = {"taken": held.held_places}
        raise CapacityTooSmallError(
            _("%(taken)d places are confirmed or offered: the capacity cannot be smaller.") % names
        ) from error


def fill_up(edition_id: int) -> None:
    for registration in refill(edition_id):
        invoice_if_due(registration, by=None)


def appoint(*, user: User, edition: Edition, duty: Duty, by: User | None) -> EditionMandate:
    """Give a person a duty at one edition; twice changes nothing."""
    with recorded(by=by, verb="appoint_for_edition"):
        mandate, created = EditionMandate.objects.get_or_create(user=user, edition=edition, duty=duty)
        if created:
            record_action(by=by, verb="appoint_for_edition", target=edition, user=user.pk, duty=duty)
    return mandate


def dismiss(*, user: User, edition: Edition, duty: Duty, by: User | None) -> None:
    with recorded(by=by, verb="dismiss_from_edition"):
        deleted, _rows = EditionMandate.objects.filter(user=user, edition=edition, duty=duty).delete()
        if deleted:
            record_action(by=by, verb="dismiss_from_edition", target=edition, user=user.pk, duty=duty)
