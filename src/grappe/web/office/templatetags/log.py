"""The words of the log."""

from django import template
from django.apps import apps

from grappe.apps.accounts.models import AuditEntry
from grappe.apps.accounts.phrases import verb_label

register = template.Library()


@register.filter
def done(entry: AuditEntry) -> str:
    """What an entry says was done."""
    return verb_label(entry.verb)


@register.filter
def kind_of_record(name: str) -> str:
    """A kind of record by its name in the pages; as it stands where the code knows it no more."""
    try:
        return str(apps.get_model(name)._meta.verbose_name)
    except (LookupError, ValueError):
        return name
