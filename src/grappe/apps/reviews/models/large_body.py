"""Bodies so large that to belong to them says nothing of whom one works with."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Organisation


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class LargeBody(models.Model):
    """A body whose laboratories are looked at one by one: a decision of the programme office, with its reason."""

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, related_name="large_body", verbose_name=_("organisation")
    )
    reason = models.TextField(_("reason"), max_length=2000)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    class Meta:
        ordering = ["organisation__name_key", "pk"]
        verbose_name = _("very large body")
        verbose_name_plural = _("very large bodies")
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="large_body_has_its_reason")]

    def __str__(self) -> str:
        return str(self.organisation)
