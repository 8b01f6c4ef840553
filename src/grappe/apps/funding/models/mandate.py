import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Organisation
from grappe.apps.funding.enums import FunderDuty


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class FunderMandate(models.Model):
    """A person works for a funder: sees and does what concerns this funder only."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="funder_mandates", verbose_name=_("user")
    )
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="funder_mandates", verbose_name=_("funder"))
    duty = models.CharField(_("duty"), max_length=10, choices=FunderDuty)
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)

    class Meta:
        ordering = ["funder", "user", "duty"]
        verbose_name = _("funder's mandate")
        verbose_name_plural = _("funders' mandates")
        constraints = [models.UniqueConstraint(fields=["user", "funder", "duty"], name="funder_duty_once")]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.funder_id}: {self.duty}"
