"""An import contradicts what a person stated of a cluster: the conflict is listed, and decided by the office."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.models import Source
from grappe.apps.directory.domain.clusters import ClusterRefusedError, check
from grappe.apps.directory.domain.conflicts import close, was_refused
from grappe.apps.directory.domain.values import entry_by
from grappe.apps.directory.enums import RequestStatus, TerritoryKind
from grappe.apps.directory.models import Cluster, ClusterConflict, Territory, Theme


def as_listed(cluster: Cluster, field: str) -> Any:
    """A value of a cluster as a conflict writes it: a department by its code, themes by theirs, the rest as text."""
    if field == "themes":
        return sorted(cluster.themes.values_list("code", flat=True))
    value = getattr(cluster, field)
    if isinstance(value, Territory):
        return value.code
    return "" if value is None else str(value)


def list_cluster_conflict(*, cluster: Cluster, field: str, offered: Any, source: Source) -> ClusterConflict | None:
    """One waiting conflict for a field and a source; nothing where this value was refused before."""
    if was_refused(ClusterConflict.objects.filter(cluster=cluster), field=field, source=source, offered=offered):
        return None
    conflict, _created = ClusterConflict.objects.update_or_create(
        cluster=cluster,
        field=field,
        source=source,
        status=RequestStatus.PENDING,
        defaults={"held": as_listed(cluster, field), "offered": offered},
    )
    return conflict


def accept_cluster_conflict(*, conflict: ClusterConflict, by: User) -> ClusterConflict:
    """Take the imported value; from now on it is the decider's word."""
    with recorded(by=by, verb="accept_conflict"):
        waiting = close(conflict, RequestStatus.ACCEPTED, by)
        cluster = Cluster.objects.select_for_update().get(pk=waiting.cluster_id)
        take_value(cluster, waiting.field, waiting.offered)
        cluster.provenance[waiting.field] = entry_by(by)
        check(cluster)
        cluster.save()
        record_action(by=by, verb="accept_conflict", target=cluster, field=waiting.field)
    return waiting


def take_value(cluster: Cluster, field: str, offered: Any) -> None:
    if field == "themes":
        cluster.themes.set(Theme.objects.filter(code__in=offered))
    elif field == "department":
        cluster.department = Territory.objects.filter(kind=TerritoryKind.DEPARTMENT, code=offered).first()
    else:
        column = next(column for column in Cluster._meta.fields if column.name == field)
        try:
            setattr(cluster, field, column.to_python(offered or (None if column.null else "")))
        except ValidationError as error:
            raise ClusterRefusedError(
                _("%(field)s: %(fault)s") % {"field": column.verbose_name, "fault": " ".join(error.messages)}
            ) from error
