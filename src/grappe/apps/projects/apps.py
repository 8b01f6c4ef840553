from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "grappe.apps.projects"
    label = "projects"
