from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "grappe.apps.imports"
    label = "imports"
