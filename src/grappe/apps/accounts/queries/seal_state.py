"""How the log's seal stands, for a page: a few rows, whatever the length of the log."""

from dataclasses import dataclass

from django.conf import settings

from grappe.apps.accounts.enums import SealFault
from grappe.apps.accounts.models import AuditCheck, AuditDigest, AuditSeal, UnsealedEntry
from grappe.apps.accounts.queries.log_check import LogFault


@dataclass(frozen=True)
class SealState:
    """The ends of the chain; None where there is nothing yet."""

    last: AuditSeal | None
    waiting: int
    digest: AuditDigest | None
    check: AuditCheck | None
    has_key: bool

    @property
    def first_fault(self) -> LogFault | None:
        """What the last check found first."""
        if self.check is None or not self.check.faults:
            return None
        first = dict(self.check.faults[0])
        return LogFault(SealFault(first.pop("kind")), **first)


def seal_state() -> SealState:
    return SealState(
        last=AuditSeal.objects.order_by("-position").first(),
        waiting=UnsealedEntry.objects.count(),
        digest=AuditDigest.objects.order_by("-number").first(),
        check=AuditCheck.objects.order_by("-made_at", "-pk").first(),
        has_key=bool(settings.AUDIT_KEY),
    )
