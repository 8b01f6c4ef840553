from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "grappe.apps.projects"
    label = "projects"

    def ready(self) -> None:
        # Events of the apps below find their receivers.
        from grappe.apps.projects import receivers  # noqa: F401
