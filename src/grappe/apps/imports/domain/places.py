"""The department of each postcode that a file brings: worked out once a postcode, not once a row."""

from collections.abc import Sequence

from grappe.apps.directory.enums import TerritoryKind
from grappe.apps.directory.models import Territory
from grappe.apps.imports.domain.sourced import ORGANISATION
from grappe.apps.imports.domain.staging import fetch, run_sql
from grappe.kernel.places import department_of_postcode
from grappe.kernel.territories import UnknownTerritoryError


def create_places(records: str) -> None:
    """The table ``import_place`` of the French postcodes among the records."""
    run_sql("CREATE TEMP TABLE import_place (postcode text PRIMARY KEY, department_id bigint NOT NULL) ON COMMIT DROP")
    add_places(f"SELECT DISTINCT postcode FROM {records} WHERE country = 'FR' AND postcode IS NOT NULL")


def add_held_places(fields: Sequence[str]) -> None:
    """Postcodes already held, or without a country in the file, count where the other half of the address changes."""
    if {"postcode", "country"} <= set(fields):
        moved = ORGANISATION.any_of("due", ["postcode", "country"])
        add_places(
            "SELECT DISTINCT unnest(ARRAY[o.postcode, c.postcode]) FROM import_update c"
            f" JOIN directory_organisation o ON o.id = c.key WHERE {moved}"
        )


def add_places(query: str) -> None:
    departments = dict(Territory.objects.filter(kind=TerritoryKind.DEPARTMENT).values_list("code", "pk"))
    rows = []
    for (postcode,) in fetch(query):
        try:
            department = departments.get(department_of_postcode(postcode or ""))
        except UnknownTerritoryError:
            continue
        if department is not None:
            rows.append((postcode, department))
    run_sql(
        "INSERT INTO import_place SELECT * FROM unnest(%(postcodes)s::text[], %(departments)s::bigint[])"
        " ON CONFLICT DO NOTHING",
        {"postcodes": [row[0] for row in rows], "departments": [row[1] for row in rows]},
    )
