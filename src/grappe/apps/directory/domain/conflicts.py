"""An import contradicted a person: the office decides which value stands."""

from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.models import Source
from grappe.apps.directory.domain.corrections import AlreadyDecidedError
from grappe.apps.directory.domain.values import correct_values
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.directory.models import Conflict, ValueConflict

AnyConflict = TypeVar("AnyConflict", bound=Conflict)


def was_refused(conflicts: QuerySet[AnyConflict], *, field: str, source: Source, offered: Any) -> bool:
    """Whether somebody kept the held value against this very one before."""
    return conflicts.filter(field=field, source=source, status=RequestStatus.REFUSED, offered=offered).exists()


def accept_conflict(*, conflict: ValueConflict, by: User) -> ValueConflict:
    """Take the imported value; from now on it is the decider's word."""
    with recorded(by=by, verb="accept_conflict"):
        waiting = close(conflict, RequestStatus.ACCEPTED, by)
        reason = _("imported value accepted: %(source)s") % {"source": waiting.source}
        correct_values(organisation=waiting.organisation, values={waiting.field: waiting.offered}, reason=reason, by=by)
        record_action(by=by, verb="accept_conflict", target=waiting.organisation, field=waiting.field)
    return waiting


def keep_held_value(*, conflict: AnyConflict, by: User) -> AnyConflict:
    """Leave the value of an organisation, a cluster or a project as the person stated it."""
    with recorded(by=by, verb="keep_held_value"):
        waiting = close(conflict, RequestStatus.REFUSED, by)
        record_action(by=by, verb="keep_held_value", target=waiting.target, field=waiting.field)
    return waiting


def close(conflict: AnyConflict, status: RequestStatus, by: User) -> AnyConflict:
    waiting: AnyConflict = type(conflict)._default_manager.select_for_update().get(pk=conflict.pk)
    if waiting.status != RequestStatus.PENDING:
        raise AlreadyDecidedError(_("Somebody has decided this meanwhile. Reload the page to see how."))
    waiting.status, waiting.decided_by, waiting.decided_at = status, by, timezone.now()
    waiting.save()
    return waiting
