"""Where the expressions run: DuckDB in this process, or a Spark cluster."""

from grappe.analytics.backends.backend import Backend, EngineAbsentError, EngineFailedError
from grappe.analytics.backends.choice import backend_named

__all__ = ["Backend", "EngineAbsentError", "EngineFailedError", "backend_named"]
