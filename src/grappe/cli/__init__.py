"""The ``grappe`` command."""

from grappe.cli.main import main

__all__ = ["main"]
