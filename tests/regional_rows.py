"""A small regional table: two French regions, two industries, two years."""

from typing import Any

from django.utils import timezone

from grappe.apps.observatory.domain.networks import compute_network
from grappe.apps.observatory.enums import NetworkKind
from grappe.apps.observatory.models import CodeName, CollaborationNetwork, RegionalCell, RegionalTable
from tests.factories import make_organisation, make_participation, make_project

CELLS = {
    ("84", "62"): (2.0, 1.7, 2.4), ("84", "01"): (0.5, 0.4, 0.6),
    ("11", "62"): (0.8, 0.7, 0.9), ("11", "01"): (1.2, 1.1, 1.3),
}  # fmt: skip
NAMES = {
    "fr-2016": {"84": "Auvergne-Rhône-Alpes", "11": "Île-de-France"},
    "nace-rev2": {"62": "Programmation", "01": "Agriculture"},
}


def make_regional_table(code: str = "own", **values: Any) -> RegionalTable:
    """Amounts and quotients one can check by eye; region 84 is surely specialised in industry 62 in both years."""
    defaults = {
        "name_fr": "Emplois", "name_en": "Jobs", "publisher": "Own", "measure": "jobs", "territory": "fr-2016",
        "nomenclature": "nace-rev2", "edition": "eco-2007", "years": [2020, 2021], "industries": 2,
        "fingerprint": "0" * 32,
        "provenance": {"rows": {"in": 8, "used": 8}, "cells_out": 8, "inputs": {"own.csv": "1"}},
    }  # fmt: skip
    table = RegionalTable.objects.create(code=code, **{**defaults, **values})
    for year in table.years:
        for (region, industry), (quotient, low, high) in CELLS.items():
            RegionalCell.objects.create(
                table=table, year=year, region=region, industry=industry, amount=100 * quotient, quotient=quotient,
                low=low, high=high, shrunk=quotient, stars=int(quotient >= 2),
            )  # fmt: skip
    for scheme, names in NAMES.items():
        for one, name in names.items():
            CodeName.objects.get_or_create(scheme=scheme, code=one, defaults={"name_fr": name, "name_en": name})
    return table


def make_figure_table(code: str = "people", **values: Any) -> RegionalTable:
    """A table of one figure a region: inhabitants."""
    defaults = {"measure": "persons", "edition": "", "industries": 1, "name_fr": "Population", "name_en": "Population"}
    table = make_regional_table(code, **{**defaults, "years": [], **values})
    table.years = [2020, 2021]
    table.save()
    for year in table.years:
        for region, amount in (("84", 8_000_000), ("11", 12_000_000)):
            RegionalCell.objects.create(table=table, year=year, region=region, industry="TOTAL", amount=amount + year)
    return table


def make_network(kind: NetworkKind = NetworkKind.ORGANISATIONS) -> None:
    """A giant in three projects, each with another firm; two firms have a project of their own."""
    giant, *firms = [make_organisation(name) for name in ("Giant", "Ant", "Bee", "Cat")]
    for partners in ((giant, firms[0]), (giant, firms[1]), (giant, firms[2]), (firms[0], firms[1])):
        project = make_project()
        for one in partners:
            make_participation(project, one)
    compute_network(kind=kind, today=timezone.localdate(), by=None)


def make_networks() -> None:
    """The same figures under both kinds, so that every address of the networks answers."""
    make_network()
    held = CollaborationNetwork.objects.get()
    held.pk, held.kind = None, NetworkKind.CLUSTERS
    held.save()
