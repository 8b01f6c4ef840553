from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "grappe.apps.funding"
    label = "funding"

    def ready(self) -> None:
        # Permissions are known by their names from the first request on, and events find their receivers.
        from grappe.apps.funding import receivers, rules  # noqa: F401
