"""Why the clusters labelled today are not as many as the last published figure says."""

from dataclasses import dataclass
from datetime import date

from grappe.apps.core.models import Source
from grappe.apps.directory.models import Cluster, LabelPeriod
from grappe.apps.directory.queries.clusters import HOME_COUNTRY, LABELLED
from grappe.kernel.programme import programme_figures
from grappe.web.ui.templatetags.naming import stated_date

INDICATOR = "clusters_labelled"


@dataclass(frozen=True)
class LabelChanges:
    """Who was labelled, and who no more, since a figure was published; ``sources`` say so."""

    published: int
    stated: str
    today: int
    gained: list[Cluster]
    lost: list[Cluster]
    sources: list[Source]


def label_changes(*, labelled: int, today: date) -> LabelChanges | None:
    """What happened to the labels since the last published number; nothing where that number still holds."""
    figure = max(
        (one for one in programme_figures() if one.indicator.code == INDICATOR), key=lambda one: one.stated.day
    )
    published = int(figure.value)
    if labelled == published:
        return None
    # A figure of a month counts what its last day ended with.
    day = figure.stated.last_day
    periods = list(
        LabelPeriod.objects.filter(
            status__in=LABELLED, cluster__country=HOME_COUNTRY, period__overlap=(day, today, "[]")
        ).select_related("cluster", "source")
    )
    before = {one.cluster_id: one for one in periods if day in one.period}
    now = {one.cluster_id: one for one in periods if today in one.period}
    gained = [now[key] for key in now.keys() - before.keys()]
    lost = [before[key] for key in before.keys() - now.keys()]
    sources = {one.source for one in gained if one.source is not None}
    return LabelChanges(
        published=published,
        stated=stated_date(figure.stated),
        today=labelled,
        gained=sorted((one.cluster for one in gained), key=lambda one: one.name_key),
        lost=sorted((one.cluster for one in lost), key=lambda one: one.name_key),
        sources=sorted(sources, key=lambda one: one.code),
    )
