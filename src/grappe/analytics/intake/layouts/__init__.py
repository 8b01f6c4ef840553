"""Every register file that is known, and which one a header is of."""

from collections.abc import Iterable

from grappe.analytics.intake.layout import Layout
from grappe.analytics.intake.layouts import anr, cordis, cordis_extracts, sirene

LAYOUTS: dict[str, Layout] = {
    layout.code: layout for layout in (*cordis.LAYOUTS, *cordis_extracts.LAYOUTS, *anr.LAYOUTS, *sirene.LAYOUTS)
}


def layout_of(header: Iterable[str]) -> Layout | None:
    """The layout whose marks a header bears; of several, the one with the most marks."""
    names = list(header)
    fitting = [layout for layout in LAYOUTS.values() if layout.fits(names)]
    return max(fitting, key=lambda layout: len(layout.marks), default=None)
