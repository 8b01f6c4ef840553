"""From files to cells and figures: counted once, judged, recoded, with their provenance."""

from grappe.analytics.pipelines.cells import Built, build_cells, read_cells
from grappe.analytics.pipelines.provenance import provenance_of, write_result
from grappe.analytics.pipelines.request import Request
from grappe.analytics.pipelines.stages import Report, Step

__all__ = ["Built", "Report", "Request", "Step", "build_cells", "provenance_of", "read_cells", "write_result"]
