from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "grappe.apps.reviews"
    label = "reviews"

    def ready(self) -> None:
        # Permissions are known by their names from the first request on.
        from grappe.apps.reviews import rules  # noqa: F401
