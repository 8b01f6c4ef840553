"""What the tables of the observatory hold: declared once, the same for every engine."""

from grappe.analytics.schemas.schema import Column, Kind, Schema
from grappe.analytics.schemas.tables import CELLS, PARTICIPATIONS, PLACES

__all__ = ["CELLS", "PARTICIPATIONS", "PLACES", "Column", "Kind", "Schema"]
