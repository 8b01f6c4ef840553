"""Work that outlasts a page."""

from grappe.apps.calls.letters import send_letter

__all__ = ["send_letter"]
