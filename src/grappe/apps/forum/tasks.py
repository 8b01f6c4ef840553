"""Work that outlasts a page."""

from grappe.apps.forum.letters import send_letter

__all__ = ["send_letter"]
