from django.urls import URLPattern, URLResolver, path

from grappe.web.public.urls_forum_programme import forum_addresses
from grappe.web.public.urls_forum_registration import forum_registration
from grappe.web.public.views import (
    calls,
    clusters,
    design,
    grants,
    home,
    maps,
    observatory,
    organisations,
    partnerships,
    projects,
    search,
    sources,
)

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.show_home, name="home"),
    path("clusters/", clusters.list_clusters, name="clusters"),
    path("clusters.<str:kind>", clusters.export_clusters, name="clusters-file"),
    path("clusters/<slug:slug>/", clusters.show_cluster, name="cluster"),
    path("organisations/", organisations.list_organisations, name="organisations"),
    path("organisations.<str:kind>", organisations.export_organisations, name="organisations-file"),
    path("organisations/<int:pk>/", organisations.show_organisation, name="organisation"),
    path("projects/", projects.list_projects, name="projects"),
    path("projects.<str:kind>", projects.export_projects, name="projects-file"),
    path("projects/<int:pk>/", projects.show_project, name="project"),
    path("grants/<slug:name>.<slug:kind>", grants.grants_file, name="grants-file"),
    path("search/", search.search, name="search"),
    path("map/", maps.show_map, name="map"),
    path("map/clusters.json", maps.clusters_geojson, name="map-clusters"),
    path("map/<slug:code>.json", maps.map_layer, name="map-layer"),
    path("calls/", calls.list_calls, name="calls"),
    path("calls/<slug:slug>/", calls.show_call, name="call"),
    path("partnerships/", partnerships.list_partnerships, name="partnerships"),
    path("partnerships.<str:kind>", partnerships.export_partnerships, name="partnerships-file"),
    path("partnerships/<int:pk>/", partnerships.show_partnership, name="partnership"),
    path("observatory/", observatory.show_scoreboard, name="scoreboard"),
    path("observatory/scoreboard.<str:kind>", observatory.scoreboard_file, name="scoreboard-file"),
    path("observatory/<int:year>/", observatory.show_scoreboard, name="scoreboard-vintage"),
    path("observatory/<int:year>.<str:kind>", observatory.scoreboard_file, name="scoreboard-vintage-file"),
    *forum_addresses,
    *forum_registration,
    path("sources/", sources.list_sources, name="sources"),
    path("design/", design.show_design, name="design"),
]
