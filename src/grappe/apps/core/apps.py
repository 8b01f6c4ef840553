from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "grappe.apps.core"
    label = "core"
