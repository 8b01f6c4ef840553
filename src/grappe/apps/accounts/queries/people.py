"""People and the log of what they did, as the office looks for them."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from grappe.apps.accounts.enums import Role
from grappe.apps.accounts.models import AuditEntry, User


def people_like(text: str, *, role: str = "") -> QuerySet[User]:
    """People by a part of their name or address, with their roles and mandates."""
    wanted = text.replace("\x00", "").strip()[:150]
    found = User.objects.order_by("email")
    if wanted:
        found = found.filter(Q(email__icontains=wanted) | Q(full_name__icontains=wanted))
    if role in Role.values:
        found = found.filter(role_grants__role=role)
    return found


def audit_entries(
    *, text: str = "", verb: str = "", kind: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[AuditEntry]:
    """The log, newest first, by person or reason, by what was done, by kind of record, by day."""
    found = AuditEntry.objects.order_by("-at", "-pk")
    wanted = text.replace("\x00", "").strip()[:150]
    if wanted:
        found = found.filter(Q(by_label__icontains=wanted) | Q(reason__icontains=wanted) | Q(target_id=wanted))
    if verb:
        found = found.filter(verb=verb.replace("\x00", ""))
    if kind:
        found = found.filter(target_type=kind.replace("\x00", ""))
    if since:
        found = found.filter(at__date__gte=since)
    if until:
        found = found.filter(at__date__lt=until + timedelta(days=1))
    return found
