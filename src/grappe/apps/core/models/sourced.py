from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sourced(models.Model):
    """A record whose values say where they come from.

    ``provenance`` maps a field's name to an entry:
    ``{"source": code, "on": "YYYY-MM-DD", "confidence": 0-100, "by": user id}``; ``by`` is null or
    absent where no person stands for the value.
    It stands beside the values, not in a table of its own, so that a hundred thousand rows come in with one COPY.
    """

    provenance = models.JSONField(_("provenance"), default=dict, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    is_simulated = models.BooleanField(_("simulated"), default=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        abstract = True

    def origin_of(self, field: str) -> dict[str, Any]:
        """The provenance of one field; empty where nobody stated it."""
        entry: dict[str, Any] = self.provenance.get(field, {})
        return entry
