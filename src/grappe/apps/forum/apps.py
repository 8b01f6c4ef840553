from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "grappe.apps.forum"
    label = "forum"
