from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.enums import IdentifierScheme
from grappe.apps.directory.models.organisation import Organisation


class Identifier(models.Model):
    """A number that a register gave to an organisation; one number belongs to one organisation."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="identifiers", verbose_name=_("organisation")
    )
    scheme = models.CharField(_("scheme"), max_length=10, choices=IdentifierScheme)
    value = models.CharField(_("number"), max_length=40)

    class Meta:
        ordering = ["scheme", "value"]
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="identifier_belongs_to_one"),
            models.CheckConstraint(condition=~models.Q(value=""), name="identifier_not_empty"),
        ]
        # This class of operators serves a number's beginning too, whatever the server's locale.
        indexes = [models.Index(OpClass("value", name="varchar_pattern_ops"), name="identifier_by_value")]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"
