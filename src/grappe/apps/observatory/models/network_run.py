"""Computations of networks that the worker does."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grappe.apps.observatory.enums import NetworkKind, NetworkRunState, NetworkStage

OPEN = (NetworkRunState.WAITING, NetworkRunState.COMPUTING)
# The longest step, one start of the communities, takes a minute in a register of 60,000 organisations.
SILENCE = timedelta(minutes=15)
# A worker that is busy with something else, or not there.
WAIT = timedelta(days=1)


class NetworkRun(models.Model):
    """One computation of a network of collaboration: who asked for it, how far it is, how it ended."""

    kind = models.CharField(_("kind"), max_length=15, choices=NetworkKind)
    state = models.CharField(_("state"), max_length=10, choices=NetworkRunState, default=NetworkRunState.WAITING)
    stage = models.CharField(_("stage"), max_length=12, choices=NetworkStage, blank=True)
    fraction_done = models.FloatField(_("part done"), default=0)
    failure = models.TextField(_("failure"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    # Whoever computes says so at every step: a run that says nothing for long has died.
    told_at = models.DateTimeField(_("last told at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("computation of a network")
        verbose_name_plural = _("computations of networks")
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=Q(state__in=OPEN), name="one_open_network_run_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_silent(self) -> bool:
        """Whether it says that it goes on, and has said nothing for long."""
        return self.is_open and silent_runs(timezone.now()).filter(pk=self.pk).exists()

    @property
    def percent_done(self) -> float:
        return 100 * self.fraction_done


def silent_runs(now: datetime) -> "QuerySet[NetworkRun]":
    """Runs that died with their worker, or that no worker took up."""
    computing = Q(state=NetworkRunState.COMPUTING, told_at__lt=now - SILENCE)
    return NetworkRun.objects.filter(computing | Q(state=NetworkRunState.WAITING, asked_at__lt=now - WAIT))
