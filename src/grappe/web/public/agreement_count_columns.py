"""The day and the columns of the figures of agreements."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grappe.apps.partnerships.queries.agreement_counts import CountLine
from grappe.kernel.sources import Source, sources
from grappe.web.ui.exports import Column


class DayFilter(forms.Form):
    """The day that agreements are counted on; today where none is given."""

    on = forms.DateField(
        label=_("Counted on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def with_sources(lines: Iterable[CountLine]) -> list[tuple[CountLine, Source]]:
    """The lines that a source published, each with its first source."""
    return [(line, sources()[line.published.evidence.sources[0]]) for line in lines if line.published]


def whose(line: CountLine) -> str:
    if line.published:
        return line.published.organiser
    return line.cluster.name if line.cluster else gettext("the whole register")


COLUMNS = [
    Column("whose", _("Agreements of"), whose),
    Column("published_period", _("Published for"), lambda line: line.published.period if line.published else None),
    Column("published", _("Published"), lambda line: line.published.number if line.published else None),
    Column("named", _("Of which named here"), lambda line: line.named if line.published else None),
    Column(
        "number_only",
        _("Known by number only"),
        lambda line: line.known_by_number_only if line.published else None,
    ),
    Column("counted_on", _("Counted on"), lambda line: line.on),
    Column("recorded", _("In this register"), lambda line: line.recorded),
    Column("in_force", _("In force"), lambda line: line.in_force),
    Column("ended", _("Ended"), lambda line: line.ended),
    Column("undated", _("Without a date"), lambda line: line.undated),
    Column("simulated", _("Simulated"), lambda line: line.simulated),
    Column("source", _("Source"), lambda line: ";".join(line.published.evidence.sources) if line.published else ""),
]
