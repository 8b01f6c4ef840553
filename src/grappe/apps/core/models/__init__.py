from grappe.apps.core.models.source import Source
from grappe.apps.core.models.sourced import Sourced

__all__ = ["Source", "Sourced"]
