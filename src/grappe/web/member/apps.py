from django.apps import AppConfig


class MemberConfig(AppConfig):
    name = "grappe.web.member"
    label = "web_member"
