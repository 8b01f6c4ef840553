from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "grappe.apps.directory"
    label = "directory"
