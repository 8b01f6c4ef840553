from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "grappe.apps.imports"
    label = "imports"

    def ready(self) -> None:
        """Make the permissions known."""
        from grappe.apps.imports import rules  # noqa: F401 - imported for what it registers
