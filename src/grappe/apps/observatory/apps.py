from django.apps import AppConfig


class ObservatoryConfig(AppConfig):
    name = "grappe.apps.observatory"
    label = "observatory"

    def ready(self) -> None:
        # Permissions are known by their names from the first request on.
        from grappe.apps.observatory import rules  # noqa: F401
