from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "grappe.apps.forum"
    label = "forum"

    def ready(self) -> None:
        # Permissions are known by their names from the first request on, and events find their receivers.
        from grappe.apps.forum import receivers, rules  # noqa: F401
