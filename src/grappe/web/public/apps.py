from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "grappe.web.public"
    label = "web_public"

    def ready(self) -> None:
        # An edition's page shows the blocks that were added by then.
        from grappe.web.public import meetings_area, registration_area  # noqa: F401
