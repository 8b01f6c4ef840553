from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "grappe.web.ui"
    label = "web_ui"
