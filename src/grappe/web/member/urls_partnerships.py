"""Partnership profiles and expressions of interest in the workspace."""

from django.urls import URLPattern, path

from grappe.web.member.views.partnerships import desk, interests, profiles

AT = "partnerships/<int:pk>/"
partnerships: list[URLPattern] = [
    path("partnerships/", desk.partnerships, name="partnerships"),
    path("partnerships/write/", profiles.write, name="write_partnership"),
    path(AT, profiles.profile, name="partnership"),
    path(f"{AT}edit/", profiles.edit, name="edit_partnership"),
    path(f"{AT}step/<slug:what>/", profiles.step, name="partnership_step"),
    path(f"{AT}interest/", interests.express, name="express_interest"),
    path("interests/<int:pk>/", interests.interest, name="interest"),
    path("interests/<int:pk>/<slug:what>/", interests.step, name="interest_step"),
]
