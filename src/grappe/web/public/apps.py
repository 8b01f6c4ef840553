from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "grappe.web.public"
    label = "web_public"
