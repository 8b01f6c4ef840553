from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "grappe.web.office"
    label = "web_office"
