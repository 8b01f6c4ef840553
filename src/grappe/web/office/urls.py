from django.urls import path

from grappe.web.office.urls_calls import calls
from grappe.web.office.urls_forum_day import day_pages
from grappe.web.office.urls_forum_programme import forum_programme
from grappe.web.office.urls_forum_registration import forum_registration
from grappe.web.office.urls_funding import funding_pages
from grappe.web.office.urls_meetings import meetings
from grappe.web.office.urls_partnerships import partnerships
from grappe.web.office.urls_reviews import reviews
from grappe.web.office.views import (
    audit,
    clusters,
    collaboration,
    home,
    imports,
    life,
    members,
    memberships,
    merges,
    people,
    projects,
    queue,
    stale,
)

app_name = "office"
urlpatterns = [
    path("", home.home, name="home"),
    path("queue/<slug:kind>/", queue.queue, name="queue"),
    path("stale/", stale.stale, name="stale"),
    path("clusters/", clusters.clusters, name="clusters"),
    path("clusters/<slug:slug>/", clusters.describe, name="cluster"),
    path("clusters/<slug:slug>/life/", life.life, name="cluster_life"),
    path("clusters/<slug:slug>/life/<slug:what>/", life.record, name="record_life"),
    path("clusters/<slug:slug>/colleges/", clusters.colleges, name="colleges"),
    path("clusters/<slug:slug>/colleges/<int:pk>/remove/", clusters.drop_college, name="remove_college"),
    path("clusters/<slug:slug>/members/", members.members, name="members"),
    path("clusters/<slug:slug>/members.<slug:kind>", members.export_members, name="export_members"),
    path("clusters/<slug:slug>/members/add/", members.add, name="add_member"),
    path("memberships/<int:pk>/", memberships.membership, name="membership"),
    path("memberships/<int:pk>/close/", memberships.close, name="close_membership"),
    path("projects/<int:pk>/", projects.project, name="project"),
    path("merges/", merges.merges, name="merges"),
    path("merges/search/", merges.search, name="search_doubles"),
    path("merges/<int:pk>/undo/", merges.undo, name="undo_merge"),
    path("networks/<slug:kind>/compute/", collaboration.compute_network, name="compute_network"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:pk>/", imports.one_import, name="import"),
    path("imports/<int:pk>/columns/", imports.columns, name="import_columns"),
    path("imports/<int:pk>/confirm/", imports.confirm, name="confirm_import"),
    path("imports/<int:pk>/report.<slug:kind>", imports.report, name="import_report"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite_person"),
    path("people/<int:pk>/", people.one_person, name="person"),
    path("people/<int:pk>/roles/", people.roles, name="person_roles"),
    path("people/<int:pk>/clusters/", people.mandates, name="person_clusters"),
    path("people/<int:pk>/account/", people.account, name="person_account"),
    *calls,
    *forum_programme,
    *forum_registration,
    *meetings,
    *reviews,
    *funding_pages,
    *partnerships,
    path("audit/", audit.audit, name="audit"),
    path("audit/digests.json", audit.digests, name="audit_digests"),
    *day_pages,
]
