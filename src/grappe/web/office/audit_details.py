"""The details of the log's entries in words: what each is called, whom and what its numbers name."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, TextChoices
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grappe.apps.accounts.enums import Role, Scope
from grappe.apps.accounts.models import AuditEntry, User
from grappe.apps.directory.enums import FeeClass, LabelStatus, SizeCategory, SuccessionKind
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.imports.enums import ImportKind
from grappe.apps.imports.phrases import RECORDS, record_label

# Those that the register's own actions keep; an action of another room goes by its key.
KEYS: Mapping[str, Promise] = {
    "before": _("before"),
    "capital": _("share of the capital (%)"),
    "categories": _("size categories"),
    "code": _("code"),
    "college": _("college"),
    "columns": _("columns known"),
    "event": _("change number"),
    "fee_class": _("fee class"),
    "field": _("value"),
    "fields": _("values"),
    "file": _("file"),
    "held": _("shareholding held before"),
    "kind": _("kind"),
    "merged": _("merged record"),
    "method": _("way"),
    "name": _("name"),
    "owner": _("owner"),
    "records": _("records"),
    "role": _("role"),
    "scopes": _("scopes"),
    "score": _("score"),
    "since": _("since"),
    "source": _("source"),
    "status": _("status"),
    "successor": _("successor"),
    "until": _("until"),
    "user": _("person"),
    "year": _("year"),
}
CHOICES: Mapping[str, tuple[type[TextChoices], ...]] = {
    "categories": (SizeCategory,),
    "fee_class": (FeeClass,),
    "kind": (ImportKind, SuccessionKind),
    "role": (Role,),
    "scopes": (Scope,),
    "status": (LabelStatus,),
}
NAMED: Mapping[str, type[Model]] = {
    "user": User,
    "merged": Organisation,
    "owner": Organisation,
    "successor": Cluster,
}
DAYS = frozenset({"since", "until"})
# Counted beside the report of the import itself, where each reason stands with its rows.
LEFT_OUT = frozenset({"reasons"})
VERDICTS: Mapping[str, Promise] = {"created": _("created"), "changed": _("changed"), "unchanged": _("unchanged")}


def details_of(entries: Iterable[AuditEntry]) -> list[tuple[AuditEntry, list[tuple[str, str]]]]:
    """Each entry with its details in words; one query for each kind of record that they name."""
    entries = list(entries)
    names = names_in(entries)
    return [
        (
            entry,
            [
                (label_of(key), text)
                for key, value in entry.detail.items()
                if key not in LEFT_OUT and (text := told(entry, key, value, names))
            ],
        )
        for entry in entries
    ]


def names_in(entries: list[AuditEntry]) -> dict[tuple[type[Model], int], str]:
    names: dict[tuple[type[Model], int], str] = {}
    for model in dict.fromkeys(NAMED.values()):
        keys = {
            entry.detail[key]
            for entry in entries
            for key, named in NAMED.items()
            if named is model and isinstance(entry.detail.get(key), int)
        }
        rows = model._default_manager.filter(pk__in=keys) if keys else ()
        names |= {(model, row.pk): str(row) for row in rows}
    return names


def label_of(key: str) -> str:
    return str(KEYS[key]) if key in KEYS else key.replace("_", " ")


def told(entry: AuditEntry, key: str, value: Any, names: Mapping[tuple[type[Model], int], str]) -> str:
    """One detail as a person reads it; empty where it says nothing."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if not value and value != 0:
        return ""
    if key in NAMED and isinstance(value, int):
        return names.get((NAMED[key], value), str(value))
    if isinstance(value, dict):
        return pairs_told(entry, key, value)
    return ", ".join(item_told(entry, key, str(one)) for one in listed(value))


def pairs_told(entry: AuditEntry, key: str, value: Mapping[str, Any]) -> str:
    if key == "records":
        return ", ".join(counted(record, found) for record, found in value.items() if record in RECORDS)
    return ", ".join(f"{column_label(entry, name)}: {held}" for name, held in value.items() if held)


def item_told(entry: AuditEntry, key: str, value: str) -> str:
    if key in {"field", "fields"}:
        return column_label(entry, value)
    return day(value) if key in DAYS else choice(key, value)


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def choice(key: str, value: str) -> str:
    for choices in CHOICES.get(key, ()):
        if value in choices.values:
            return str(choices(value).label)
    return value


def column_label(entry: AuditEntry, name: str) -> str:
    try:
        column = apps.get_model(entry.target_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return name
    return str(getattr(column, "verbose_name", name))


def counted(record: str, found: Mapping[str, int]) -> str:
    figures = [f"{label} {found[verdict]}" for verdict, label in VERDICTS.items() if found.get(verdict)]
    return f"{record_label(record)} ({', '.join(figures)})" if figures else record_label(record)


def day(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT")
    except ValueError:
        return text
