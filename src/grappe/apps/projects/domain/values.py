"""What a person states of a project, and what imports say against it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.core.models import Source
from grappe.apps.directory.domain.conflicts import close, was_refused
from grappe.apps.directory.domain.edits import refuse_if_changed
from grappe.apps.directory.domain.values import entry_by
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.projects.models import Project, ProjectConflict

EDITABLE = (
    "kind", "call", "acronym", "title_fr", "title_en", "abstract_fr", "abstract_en", "results_fr", "results_en",
    "starts_on", "ends_on", "total_cost", "public_aid", "status", "website",
)  # fmt: skip


class ProjectRefusedError(RefusedError):
    """A value does not fit its field, or the project would end before it starts."""


def as_listed(value: Any) -> Any:
    """A value as a conflict writes it."""
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def correct_project(*, project: Project, values: dict[str, Any], reason: str, by: User) -> list[str]:
    """A person's own word: set at once, marked as theirs; returns the fields that changed."""
    with recorded(by=by, verb="correct_project", reason=reason):
        held = Project.objects.select_for_update().get(pk=project.pk)
        before = {}
        for field, raw in values.items():
            value = checked_value(field, raw)
            if getattr(held, field) != value:
                before[field] = as_listed(getattr(held, field))
                setattr(held, field, value)
                held.provenance[field] = entry_by(by)
        if held.starts_on and held.ends_on and held.ends_on < held.starts_on:
            raise ProjectRefusedError(_("The project would end before it starts."))
        if before:
            held.save()
            record_action(by=by, verb="correct_project", target=held, reason=reason, fields=list(before), before=before)
    project.refresh_from_db()
    return list(before)


def edit_project(*, project: Project, values: dict[str, Any], seen: datetime, reason: str, by: User) -> list[str]:
    """Correct a project as its page was read at ``seen``: what somebody changed meanwhile is shown, not overwritten."""
    wanted = {field: checked_value(field, value) for field, value in values.items()}
    with recorded(by=by, verb="correct_project", reason=reason):
        held = Project.objects.select_for_update().get(pk=project.pk)
        refuse_if_changed(held, seen=seen, values=wanted)
        return correct_project(project=held, values=wanted, reason=reason, by=by)


def checked_value(field: str, value: Any) -> Any:
    """The value as the field holds it, or a refusal that names the field."""
    if field not in EDITABLE:
        raise ProjectRefusedError(_("There is no such field to correct: %(field)s.") % {"field": field})
    column = next(column for column in Project._meta.fields if column.name == field)
    try:
        return column.clean(str(value) if isinstance(value, float) else value, None)
    except ValidationError as error:
        raise ProjectRefusedError(
            _("%(field)s: %(fault)s") % {"field": column.verbose_name, "fault": " ".join(error.messages)}
        ) from error


def list_project_conflict(*, project: Project, field: str, offered: Any, source: Source) -> ProjectConflict | None:
    """One waiting conflict for a field and a source; nothing where this value was refused before."""
    listed = as_listed(offered)
    if was_refused(ProjectConflict.objects.filter(project=project), field=field, source=source, offered=listed):
        return None
    conflict, _created = ProjectConflict.objects.update_or_create(
        project=project,
        field=field,
        source=source,
        status=RequestStatus.PENDING,
        defaults={"held": as_listed(getattr(project, field)), "offered": listed},
    )
    return conflict


def accept_project_conflict(*, conflict: ProjectConflict, by: User) -> ProjectConflict:
    """Take the imported value; from now on it is the decider's word."""
    with recorded(by=by, verb="accept_conflict"):
        waiting = close(conflict, RequestStatus.ACCEPTED, by)
        reason = _("imported value accepted: %(source)s") % {"source": waiting.source}
        correct_project(project=waiting.project, values={waiting.field: waiting.offered}, reason=reason, by=by)
        record_action(by=by, verb="accept_conflict", target=waiting.project, field=waiting.field)
    return waiting
