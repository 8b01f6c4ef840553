"""What a cluster says of itself, and the turns of its life: names, label periods, successions, colleges."""

from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.enums import Confidence
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.edits import refuse_if_changed
from grappe.apps.directory.domain.values import entry_by, person_source
from grappe.apps.directory.enums import LabelStatus, SuccessionKind
from grappe.apps.directory.models import Cluster, ClusterName, ClusterSuccession, LabelPeriod, Territory, Theme

Row = TypeVar("Row", ClusterName, LabelPeriod)
DESCRIBED = ("description_fr", "description_en", "website", "city", "department", "founded_on", "body")


class ClusterRefusedError(RefusedError):
    """A period that overlaps another, a cluster that succeeds itself, a value that does not fit."""


def describe_cluster(
    *,
    cluster: Cluster,
    values: dict[str, Any],
    themes: list[Theme],
    territories: list[Territory],
    seen: datetime,
    by: User,
) -> list[str]:
    """Set what a cluster says of itself, in the name of who says it; returns the fields that changed."""
    with recorded(by=by, verb="describe_cluster"):
        held = Cluster.objects.select_for_update().get(pk=cluster.pk)
        refuse_if_changed(held, seen=seen, values=values)
        changed = [field for field in DESCRIBED if field in values and getattr(held, field) != values[field]]
        for field in changed:
            setattr(held, field, values[field])
        if set(held.themes.all()) != set(themes):
            held.themes.set(themes)
            changed.append("themes")
        if set(held.territories.all()) != set(territories):
            held.territories.set(territories)
            changed.append("territories")
        for field in changed:
            held.provenance[field] = entry_by(by)
        check(held)
        if changed:
            held.save()
            record_action(by=by, verb="describe_cluster", target=held, fields=changed)
    cluster.refresh_from_db()
    return changed


def check(cluster: Cluster) -> None:
    try:
        cluster.clean_fields(exclude=["slug"])
    except ValidationError as error:
        raise ClusterRefusedError(" ".join(error.messages)) from error


def rename_cluster(*, cluster: Cluster, name: str, acronym: str, since: date, by: User) -> ClusterName:
    """Give a cluster another name from a day on; the earlier one ends there and stays in its history."""
    with recorded(by=by, verb="rename_cluster"):
        held = Cluster.objects.select_for_update().get(pk=cluster.pk)
        current = held.names.filter(period__endswith=None).first()
        if current is not None and since <= current.period.lower:
            raise ClusterRefusedError(
                _("The present name is held since %(day)s: a new one starts later.") % {"day": current.period.lower}
            )
        if current is not None:
            current.period = (current.period.lower, since)
            current.save()
        row = new_period(ClusterName, cluster=held, name=name, acronym=acronym, period=(since, None))
        held.name, held.acronym = name, acronym
        held.provenance |= {"name": entry_by(by), "acronym": entry_by(by)}
        held.save()
        record_action(by=by, verb="rename_cluster", target=held, name=name, since=since.isoformat())
    cluster.refresh_from_db()
    return row


def record_label_period(
    *, cluster: Cluster, status: LabelStatus, since: date, until: date | None, by: User
) -> LabelPeriod:
    """Record a status of the label; an open period before it ends where this one starts."""
    if until is not None and until <= since:
        raise ClusterRefusedError(_("A period cannot end before it starts: choose a later end."))
    with recorded(by=by, verb="record_label_period"):
        held = Cluster.objects.select_for_update().get(pk=cluster.pk)
        for running in held.label_periods.filter(period__endswith=None, period__startswith__lt=since):
            running.period = (running.period.lower, since)
            running.save()
        row = new_period(LabelPeriod, cluster=held, status=status, period=(since, until))
        record_action(by=by, verb="record_label_period", target=held, status=status, since=since.isoformat())
    return row


def record_succession(
    *, predecessor: Cluster, successor: Cluster, kind: SuccessionKind, happened_on: date | None, by: User
) -> ClusterSuccession:
    """Record that one cluster was renamed to, merged into or split into another."""
    if predecessor.pk == successor.pk:
        raise ClusterRefusedError(_("A cluster cannot succeed itself: choose another."))
    with recorded(by=by, verb="record_succession"):
        row, _created = ClusterSuccession.objects.update_or_create(
            predecessor=predecessor,
            successor=successor,
            defaults={"kind": kind, "happened_on": happened_on} | stated(),
        )
        record_action(by=by, verb="record_succession", target=predecessor, successor=successor.pk, kind=kind)
    return row


def new_period(model: type[Row], **values: Any) -> Row:
    try:
        with transaction.atomic():
            return model._default_manager.create(**values, **stated())
    except IntegrityError as error:
        raise ClusterRefusedError(_("This period overlaps one that is recorded: choose other days.")) from error


def stated() -> dict[str, Any]:
    return {"source": person_source(), "confidence": Confidence.CONFIRMED}
