"""What every register needs before its first record: sources, territories, themes. Loading twice changes nothing."""

from django.db import transaction

from grappe.apps.core.models import Source
from grappe.apps.directory.enums import TerritoryKind
from grappe.apps.directory.models import Territory, Theme
from grappe.kernel.clusters.load import themes
from grappe.kernel.sources import sources
from grappe.kernel.territories import departments, regions


def load_reference() -> None:
    """Bring sources, territories and themes in step with the packaged facts."""
    with transaction.atomic():
        load_sources()
        load_territories()
        for theme in themes().values():
            Theme.objects.update_or_create(
                code=theme.code,
                defaults={
                    "name_fr": theme.name_fr,
                    "name_en": theme.name_en,
                    "is_emerging": theme.maturity == "emerging",
                },
            )


def load_sources() -> None:
    rows = [
        Source(
            code=source_code(source.key),
            title=source.title_en,
            title_fr=source.title_fr,
            url=source.url,
            licence=source.licence,
        )
        for source in sources().values()
    ]
    Source.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["title", "title_fr", "url", "licence"]
    )


def source_code(key: str) -> str:
    """The code under which a packaged source is held."""
    return key.replace("_", "-")


def load_territories() -> None:
    kinds = {TerritoryKind.REGION: regions("2016"), TerritoryKind.FORMER_REGION: regions("before_2016")}
    held: dict[tuple[str, str], Territory] = {}
    for kind, found in kinds.items():
        for region in found.values():
            held[kind, region.code], _created = Territory.objects.update_or_create(
                kind=kind,
                code=region.code,
                defaults={
                    "name_fr": region.name_fr,
                    "name_en": region.name_en,
                    "longitude": region.lon,
                    "latitude": region.lat,
                },
            )
    for one in departments().values():
        Territory.objects.update_or_create(
            kind=TerritoryKind.DEPARTMENT,
            code=one.code,
            defaults={
                "name_fr": one.name_fr,
                "name_en": one.name_en,
                "longitude": one.lon,
                "latitude": one.lat,
                "region": held.get((TerritoryKind.REGION, one.region_2016 or "")),
                "former_region": held.get((TerritoryKind.FORMER_REGION, one.region_before_2016 or "")),
            },
        )
