"""Moving every reference from one organisation to another, and back.

The references are read from the models themselves, so that an app built later above this one is covered too.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from grappe.apps.directory.models import MergeProposal, Organisation


def references() -> Iterator[tuple[type[models.Model], str]]:
    """Every column that points to an organisation, but for the merges' own and the history."""
    for relation in Organisation._meta.related_objects:
        model, column = relation.related_model, relation.field.name
        if model in {Organisation, MergeProposal} and column != "parent":
            continue
        if model.__name__.endswith("Event"):
            continue
        yield model, column


def move_references(*, kept: Organisation, merged: Organisation) -> dict[str, Any]:
    """Move what can be moved; what the kept record has already stays behind. Returns the moved keys by column."""
    moved: dict[str, Any] = {}
    for model, column in references():
        rows = model._default_manager.filter(**{column: merged})
        if model is Organisation:
            rows = rows.exclude(pk=kept.pk)
        keys = [row.pk for row in rows if move_row(row, column, kept)]
        if keys:
            moved[f"{model._meta.label_lower}.{column}"] = keys
    return moved


def move_row(row: models.Model, column: str, kept: Organisation) -> bool:
    """Point one row to the kept organisation, unless a constraint says that it has such a row already."""
    try:
        with transaction.atomic():
            setattr(row, column, kept)
            row.save(update_fields=[column])
    except IntegrityError:
        return False
    return True


def put_references_back(moved: dict[str, Any], *, kept: Organisation, merged: Organisation) -> None:
    """Return the moved rows that still stand with the kept organisation."""
    for place, keys in moved.items():
        if "." not in place:
            continue
        label, column = place.rsplit(".", 1)
        rows = apps.get_model(label)._default_manager.filter(pk__in=keys, **{column: kept})
        rows.update(**{column: merged})
