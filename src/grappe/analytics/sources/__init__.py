"""Files of figures: their layouts, their codes by version, and what can be wrong with them."""

from grappe.analytics.sources.faults import BadRowsError, OnBad, Reason, SourceError, Trouble
from grappe.analytics.sources.layouts import LAYOUTS
from grappe.analytics.sources.nomenclatures import VERSIONS, naf_in_use
from grappe.analytics.sources.territories import TERRITORIES

__all__ = [
    "LAYOUTS",
    "TERRITORIES",
    "VERSIONS",
    "BadRowsError",
    "OnBad",
    "Reason",
    "SourceError",
    "Trouble",
    "naf_in_use",
]
