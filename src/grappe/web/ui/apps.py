from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "grappe.web.ui"
    label = "web_ui"

    def ready(self) -> None:
        from grappe.web.ui.ordinals import speak_the_reader_s_language

        speak_the_reader_s_language()
