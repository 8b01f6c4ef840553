"""Partnerships in the office."""

from django.urls import URLPattern, path

from grappe.web.office.views import partnerships as views

partnerships: list[URLPattern] = [
    path("partnerships/", views.partnerships, name="partnerships"),
    path("partnerships/<int:pk>/", views.profile, name="partnership"),
    path("partnerships/<int:pk>/decide/", views.decide, name="decide_partnership"),
]
