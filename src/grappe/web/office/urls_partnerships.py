"""Partnerships in the office."""

from django.urls import URLPattern, path

from grappe.web.office.views import agreements, cooperation
from grappe.web.office.views import partnerships as views

partnerships: list[URLPattern] = [
    path("partnerships/", views.partnerships, name="partnerships"),
    path("partnerships/<int:pk>/", views.profile, name="partnership"),
    path("partnerships/<int:pk>/decide/", views.decide, name="decide_partnership"),
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/<slug:code>/", agreements.agreement, name="agreement"),
    path("agreements/<slug:code>/step/<slug:what>/", agreements.step, name="agreement_step"),
    path("agreements/<slug:code>/step/<slug:what>/<int:pk>/", agreements.row_step, name="agreement_row"),
    path("agreements/<slug:code>/documents/<int:pk>/", agreements.document, name="agreement_document"),
    path("stays/", cooperation.stays, name="stays"),
    path("stays/<int:pk>/<slug:what>/", cooperation.stay_step, name="stay_step"),
    path("networks/", cooperation.networks, name="networks"),
    path("networks/<slug:slug>/", cooperation.network, name="network"),
    path("networks/<slug:slug>/done/<int:pk>/", cooperation.network_done, name="network_done"),
    path("networks/<slug:slug>/<slug:what>/", cooperation.network_step, name="network_step"),
    path("abroad/", cooperation.paths, name="paths"),
    path("abroad/<int:pk>/", cooperation.path, name="path"),
]
