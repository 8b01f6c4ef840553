from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Model

from grappe.apps.accounts.models import AuditEntry, User

SYSTEM = "system"


@contextmanager
def recorded(*, by: User | None, verb: str, reason: str = "") -> Iterator[None]:
    """One atomic change: the history of every row written inside carries who, what and why."""
    with transaction.atomic(), pghistory.context(user=by.pk if by else None, verb=verb, reason=reason):
        yield


def record_action(*, by: User | None, verb: str, target: Model, reason: str = "", **detail: Any) -> AuditEntry:
    """Add an entry to the log; call it inside the transaction of the change. ``by=None`` is the system itself."""
    return AuditEntry.objects.create(
        by=by,
        by_label=str(by) if by is not None else SYSTEM,
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        reason=reason,
        detail=detail,
    )
