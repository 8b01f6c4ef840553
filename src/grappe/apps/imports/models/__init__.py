from grappe.apps.imports.models.column_mapping import ColumnMapping
from grappe.apps.imports.models.import_run import ImportRun

__all__ = ["ColumnMapping", "ImportRun"]
