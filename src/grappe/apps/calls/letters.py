"""Letters are posted from one place, below the apps; this name stays for those that still import it from here."""

from grappe.apps.accounts.letters import Letter, post

__all__ = ["Letter", "post"]
