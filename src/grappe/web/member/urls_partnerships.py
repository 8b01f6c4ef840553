"""Partnership profiles and expressions of interest in the workspace."""

from django.urls import URLPattern, path

from grappe.web.member.views.partnerships import desk, gatherings, interests, profiles, searches, suggesting

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
    path("approach/organisations/<int:pk>/", interests.approach, name="approach"),
    path("approach/clusters/<int:pk>/", interests.approach_cluster, name="approach_cluster"),
    path("suggestions/<slug:key>/consent/", suggesting.consent, name="consent"),
    path("suggestions/<slug:key>/aside/<int:pk>/", suggesting.not_this_one, name="set_aside"),
    path("suggestions/<slug:key>/dismissed/", suggesting.dismissed, name="dismissed"),
    path("suggestions/<slug:key>/dismissed/take-back/", suggesting.take_back, name="take_back"),
    path("gatherings/", gatherings.gatherings, name="gatherings"),
    path("gatherings/<int:pk>/", gatherings.gathering, name="gathering"),
    path("gatherings/<int:pk>/step/<slug:what>/", gatherings.step, name="gathering_step"),
    path("gatherings/<int:pk>/leave/<int:row>/", gatherings.leave, name="gathering_leave"),
    path("searches/", searches.searches, name="searches"),
    path("searches/<int:pk>/remove/", searches.remove, name="remove_search"),
]
