from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "grappe.apps.calls"
    label = "calls"

    def ready(self) -> None:
        # Permissions are known by their names from the first request on.
        from grappe.apps.calls import rules  # noqa: F401
