from grappe.apps.core.models.source import Source
from grappe.apps.core.models.sourced import Sourced
from grappe.apps.core.models.word import Word

__all__ = ["Source", "Sourced", "Word"]
