from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "grappe.apps.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        # Permissions are known by their names from the first request on.
        from grappe.apps.partnerships import rules  # noqa: F401
