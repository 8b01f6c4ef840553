"""Badges printed many at a time."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.enums import BadgeRunState
from grappe.apps.forum.models.edition import Edition


class BadgeRun(models.Model):
    """The badges of an edition, or of those who came since the last run, as files of some hundred badges each."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="badge_runs", verbose_name=_("forum edition"))
    state = models.CharField(_("state"), max_length=8, choices=BadgeRunState, default=BadgeRunState.WAITING)
    four_a_sheet = models.BooleanField(_("four on a sheet of A4"), default=True)
    # Who is in it, in the order of the files: fixed when it is asked for, so that a later run knows who is left.
    people = models.JSONField(_("registrations"), default=list)
    done = models.PositiveIntegerField(_("badges done"), default=0)
    failure = models.TextField(_("failure"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("badge run")
        verbose_name_plural = _("badge runs")

    def __str__(self) -> str:
        return f"badge run {self.pk} of {self.edition_id}"

    @property
    def is_finished(self) -> bool:
        return self.state in {BadgeRunState.DONE, BadgeRunState.FAILED}
