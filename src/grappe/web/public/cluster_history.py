"""A cluster's life as a list of events, oldest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.enums import LabelStatus, SuccessionKind
from grappe.apps.directory.models import Cluster, ClusterName, ClusterSuccession, ClusterTier, LabelPeriod

TONES = {
    LabelStatus.LABELLED: "",
    LabelStatus.ON_PROBATION: "must",
    LabelStatus.RECONFIGURATION: "must",
    LabelStatus.LOST: "rust",
}
LEAVING = {
    SuccessionKind.RENAMED_TO: _("Becomes %(cluster)s"),
    SuccessionKind.MERGED_INTO: _("Merges into %(cluster)s"),
    SuccessionKind.SPLIT_INTO: _("Splits; one part is %(cluster)s"),
    SuccessionKind.ACTIVITY_TAKEN_OVER_BY: _("Its activity is taken over by %(cluster)s"),
    SuccessionKind.JOINED_FEDERATION: _("Joins the federation %(cluster)s"),
    SuccessionKind.LABELLED_JOINTLY_WITH: _("Is labelled jointly with %(cluster)s"),
}
COMING = {
    SuccessionKind.RENAMED_TO: _("Takes over from %(cluster)s"),
    SuccessionKind.MERGED_INTO: _("%(cluster)s merges into it"),
    SuccessionKind.SPLIT_INTO: _("Comes out of %(cluster)s"),
    SuccessionKind.ACTIVITY_TAKEN_OVER_BY: _("Takes over the activity of %(cluster)s"),
    SuccessionKind.JOINED_FEDERATION: _("%(cluster)s joins the federation"),
    SuccessionKind.LABELLED_JOINTLY_WITH: _("%(cluster)s is labelled jointly with it"),
}


@dataclass(frozen=True)
class Event:
    """One line of the timeline; ``fact`` is the row whose source is shown."""

    day: date | None
    title: str | Promise
    fact: Any
    detail: str = ""
    tone: str = ""
    link: str = ""


def events_of(cluster: Cluster, successions: Iterable[ClusterSuccession]) -> list[Event]:
    """Names, tiers, label periods and successions; expects the first three prefetched with their sources."""
    events = [
        *name_events(list(cluster.names.all())),
        *label_events(list(cluster.label_periods.all())),
        *tier_events(list(cluster.tiers.all())),
        *succession_events(cluster, successions),
    ]
    return sorted(events, key=lambda event: event.day or date.min)


def name_events(names: list[ClusterName]) -> Iterator[Event]:
    for at, name in enumerate(names):
        title = _("Takes the name %(name)s") if at else _("Founded as %(name)s")
        yield Event(name.period.lower, title % {"name": name.name}, name, tone="grape")


def label_events(periods: list[LabelPeriod]) -> Iterator[Event]:
    """A period that only carries the status on is the label renewed."""
    before = ""
    for period in periods:
        renewed = before == period.status == LabelStatus.LABELLED
        status = LabelStatus(period.status)
        title = _("label renewed") if renewed else status.label
        yield Event(period.period.lower, title, period, tone=TONES[status])
        before = period.status


def tier_events(tiers: list[ClusterTier]) -> Iterator[Event]:
    before = ""
    for tier in tiers:
        if tier.tier != before:
            yield Event(tier.period.lower, _("Tier: %(tier)s") % {"tier": tier.get_tier_display()}, tier)
        before = tier.tier


def succession_events(cluster: Cluster, successions: Iterable[ClusterSuccession]) -> Iterator[Event]:
    for one in successions:
        if cluster.pk not in {one.predecessor_id, one.successor_id}:
            continue
        leaves = one.predecessor_id == cluster.pk
        other = one.successor if leaves else one.predecessor
        phrase = (LEAVING if leaves else COMING)[SuccessionKind(one.kind)]
        title = phrase % {"cluster": other.name}
        yield Event(one.happened_on, title, one, tone="grape", link=other.get_absolute_url())
