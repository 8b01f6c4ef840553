from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ScoreboardVintage(models.Model):
    """The programme's figures of one year as they were published; nothing changes them afterwards."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    counted_on = models.DateField(_("counted on"))
    tables = models.JSONField(_("figures"))
    published_at = models.DateTimeField(_("published at"), auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("published by")
    )

    class Meta:
        ordering = ["-year"]
        verbose_name = _("scoreboard vintage")
        verbose_name_plural = _("scoreboard vintages")

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("public:scoreboard-vintage", args=[self.year])
