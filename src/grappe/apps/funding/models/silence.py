import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import RuleStatus
from grappe.apps.calls.models import Call
from grappe.apps.directory.models import Organisation
from grappe.apps.funding.enums import SilenceEffect


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class SilenceRule(models.Model):
    """When a funder's silence decides, and what: a period of law counted from the day a proposal came in.

    Without a call or a funder it holds for all of them; the most particular rule in force on that day applies.
    """

    call = models.ForeignKey(
        Call,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="silence_rules",
        verbose_name=_("call for projects"),
    )
    funder = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("funder")
    )
    months = models.PositiveSmallIntegerField(_("months"), default=0)
    days = models.PositiveSmallIntegerField(_("days"), default=0)
    effect = models.CharField(_("effect"), max_length=6, choices=SilenceEffect)
    text_fr = models.TextField(_("text (French)"))
    text_en = models.TextField(_("text (English)"))
    source = models.CharField(_("source"), max_length=300)
    status = models.CharField(_("status"), max_length=12, choices=RuleStatus, default=RuleStatus.UNVERIFIED)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("rule of silence")
        verbose_name_plural = _("rules of silence")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(months__gt=0) | models.Q(days__gt=0), name="silence_lasts_some_time"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")), name="silence_valid_over_a_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.months} m {self.days} d: {self.effect}"
