from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Cluster


class ColumnMapping(models.Model):
    """How one cluster office names its columns, as a person confirmed it: the next file is read the same way."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="column_mappings", verbose_name=_("cluster"))
    # The folded header -> target; an empty target says that the column is left aside.
    targets = models.JSONField(_("columns"), default=dict)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), auto_now=True)

    class Meta:
        verbose_name = _("remembered columns")
        verbose_name_plural = _("remembered columns")
        constraints = [models.UniqueConstraint(fields=["cluster"], name="mapping_once_a_cluster")]

    def __str__(self) -> str:
        return f"{self.cluster_id}: {len(self.targets)}"
