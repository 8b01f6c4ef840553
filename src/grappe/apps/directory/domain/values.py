"""The one way to set values of an organisation: with a source, and never over a person's word."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.enums import Confidence
from grappe.apps.core.models import Source
from grappe.apps.directory.domain.territories import place_organisation
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.directory.fields import checked_value
from grappe.apps.directory.models import Organisation, ValueConflict

PERSON_SOURCE = "person"
PERSON_TITLE = gettext_noop("Stated by a person in this register")


def person_source() -> Source:
    """The source of what people state themselves."""
    source, _created = Source.objects.get_or_create(code=PERSON_SOURCE, defaults={"title": PERSON_TITLE})
    return source


def set_values(
    *,
    organisation: Organisation,
    values: dict[str, Any],
    source: Source,
    observed_on: date,
    confidence: Confidence,
    by: User | None = None,
) -> list[ValueConflict]:
    """Set values from a source; where a person's word stands against one, list a conflict and keep that word."""
    with transaction.atomic():
        held = Organisation.objects.select_for_update().get(pk=organisation.pk)
        entry = {"source": source.code, "on": observed_on.isoformat(), "confidence": int(confidence), "by": None}
        conflicts, changed = [], []
        for field, raw in values.items():
            value = checked_value(field, raw)
            if held.origin_of(field).get("by") is not None and getattr(held, field) != value:
                conflicts.append(list_conflict(held, field, value, source))
                continue
            if held.origin_of(field).get("by") is None:
                setattr(held, field, value)
                held.provenance[field] = entry
                changed.append(field)
        store(held, changed)
        if changed and by is not None:
            record_action(by=by, verb="set_values", target=held, fields=changed, source=source.code)
    organisation.refresh_from_db()
    return conflicts


def list_conflict(organisation: Organisation, field: str, offered: Any, source: Source) -> ValueConflict:
    """One waiting conflict for a field and a source: a later import replaces what it offers."""
    conflict, _created = ValueConflict.objects.update_or_create(
        organisation=organisation,
        field=field,
        source=source,
        status=RequestStatus.PENDING,
        defaults={"held": getattr(organisation, field), "offered": offered},
    )
    return conflict


def correct_values(*, organisation: Organisation, values: dict[str, Any], reason: str, by: User) -> list[str]:
    """A person's own word: set at once, marked as theirs; returns the fields that changed."""
    with recorded(by=by, verb="correct_values", reason=reason):
        held = Organisation.objects.select_for_update().get(pk=organisation.pk)
        changed, before = [], {}
        for field, raw in values.items():
            value = checked_value(field, raw)
            if getattr(held, field) == value:
                continue
            before[field] = getattr(held, field)
            setattr(held, field, value)
            mark_as_stated(held, field, by)
            changed.append(field)
        store(held, changed)
        if changed:
            record_action(by=by, verb="correct_values", target=held, reason=reason, fields=changed, before=before)
    organisation.refresh_from_db()
    return changed


def mark_as_stated(organisation: Organisation, field: str, by: User) -> None:
    """Note that a person stands for this value today."""
    organisation.provenance[field] = entry_by(by)


def entry_by(by: User) -> dict[str, Any]:
    """The provenance of what a person states today."""
    return {
        "source": person_source().code,
        "on": timezone.localdate().isoformat(),
        "confidence": int(Confidence.CONFIRMED),
        "by": by.pk,
    }


def store(organisation: Organisation, changed: list[str]) -> None:
    if not changed:
        return
    if {"postcode", "country"} & set(changed):
        place_organisation(organisation)
    organisation.save()
