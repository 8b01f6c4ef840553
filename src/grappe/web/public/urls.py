from django.urls import URLPattern, URLResolver, path, register_converter

from grappe.web.public.urls_forum_programme import forum_addresses
from grappe.web.public.urls_forum_registration import forum_registration
from grappe.web.public.views import (
    agreement_counts,
    agreements,
    calls,
    clusters,
    collaboration,
    compare_regions,
    design,
    grants,
    home,
    industries,
    maps,
    methods,
    networks,
    observatory,
    organisations,
    partners,
    partnerships,
    projects,
    regions,
    search,
    sources,
    tables,
)


class Coded:
    """A code of a region or an industry: any text that the database can hold."""

    regex = r"[^/\x00]{1,40}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Coded, "coded")
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
    path("partnerships/need/", partners.need_partners, name="need_partners"),
    path("organisations/<int:pk>/partners/", partners.organisation_partners, name="organisation_partners"),
    path("clusters/<slug:slug>/partners/", partners.cluster_partners, name="cluster_partners"),
    path("partnerships/<int:pk>/", partnerships.show_partnership, name="partnership"),
    path("observatory/", observatory.show_scoreboard, name="scoreboard"),
    path("observatory/scoreboard.<str:kind>", observatory.scoreboard_file, name="scoreboard-file"),
    path("observatory/<int:year>/", observatory.show_scoreboard, name="scoreboard-vintage"),
    path("observatory/<int:year>.<str:kind>", observatory.scoreboard_file, name="scoreboard-vintage-file"),
    path("observatory/regions/", regions.list_regions, name="regions"),
    path("observatory/regions/map.json", regions.regions_map, name="regions-map"),
    path("observatory/regions.<str:kind>", regions.regions_file, name="regions-file"),
    path("observatory/regions/<slug:territory>/<coded:code>/", regions.show_region, name="region"),
    path("observatory/industries/<slug:code>/<coded:industry>/", industries.show_industry, name="industry"),
    path("observatory/industries/", tables.find_industries, name="industries"),
    path("observatory/industries/<slug:code>/", tables.find_industries, name="industries-of-table"),
    path("observatory/compare/", compare_regions.compare, name="compare"),
    path("observatory/compare.<str:kind>", compare_regions.compare_file, name="compare-file"),
    path("observatory/tables/", tables.list_tables, name="regional-tables"),
    path("observatory/tables/<slug:code>/", regions.show_table, name="regional-table"),
    path("observatory/tables/<slug:code>.<str:kind>", regions.table_file, name="regional-table-file"),
    path("observatory/collaboration/", collaboration.show_collaboration, name="collaboration"),
    path("observatory/collaboration.<str:kind>", collaboration.collaboration_file, name="collaboration-file"),
    path("observatory/methods/", methods.list_methods, name="methods"),
    path("observatory/methods/<slug:slug>/", methods.show_method, name="method"),
    path("networks/", networks.list_networks, name="networks"),
    path("networks/<slug:slug>/", networks.show_network, name="network"),
    path("agreements/", agreements.list_agreements, name="agreements"),
    path("agreements.<str:kind>", agreements.export_agreements, name="agreements-file"),
    path("agreements/figures/", agreement_counts.show_agreement_counts, name="agreement_counts"),
    path("agreements/figures.<str:kind>", agreement_counts.export_agreement_counts, name="agreement_counts-file"),
    path("agreements/network/", agreements.show_network, name="agreement_network"),
    path("agreements/<slug:code>/", agreements.show_agreement, name="agreement"),
    *forum_addresses,
    *forum_registration,
    path("sources/", sources.list_sources, name="sources"),
    path("design/", design.show_design, name="design"),
]
