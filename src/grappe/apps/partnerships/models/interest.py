"""Somebody answers a profile, and what becomes of it."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.enums import OPEN_INTERESTS, InterestOutcome, InterestState
from grappe.apps.partnerships.models.profile import PartnershipProfile


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Interest(models.Model):
    """An expression of interest: who is interested, what was answered, and the hour of each step.

    It answers a profile, or is written to a body that was suggested and has none.
    """

    profile = models.ForeignKey(
        PartnershipProfile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interests",
        verbose_name=_("partnership profile"),
    )
    to_organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="interests_received",
        verbose_name=_("written to the organisation"),
    )
    to_cluster = models.ForeignKey(
        Cluster,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="interests_received",
        verbose_name=_("written to the cluster"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="interests_sent",
        verbose_name=_("organisation"),
    )
    cluster = models.ForeignKey(
        Cluster, models.CASCADE, null=True, blank=True, related_name="interests_sent", verbose_name=_("cluster")
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("sent by")
    )
    message = models.TextField(_("message"), max_length=4000)
    state = models.CharField(_("state"), max_length=10, choices=InterestState, default=InterestState.SENT)
    reply = models.TextField(_("reply"), blank=True, max_length=4000)
    introduction = models.TextField(_("introduction"), blank=True, max_length=4000)
    outcome = models.CharField(_("outcome"), max_length=10, choices=InterestOutcome, blank=True)
    outcome_note = models.TextField(_("what came of it"), blank=True, max_length=4000)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("answered by")
    )
    introduced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("introduced by")
    )
    sent_at = models.DateTimeField(_("sent at"), auto_now_add=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    introduced_at = models.DateTimeField(_("introduced at"), null=True, blank=True)
    passed_on_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("passed on by")
    )
    passed_on_at = models.DateTimeField(_("passed on at"), null=True, blank=True)
    passed_on_how = models.CharField(_("passed on how"), max_length=300, blank=True)
    met_on = models.DateField(_("met on"), null=True, blank=True)
    met_at = models.CharField(_("met at"), max_length=200, blank=True)
    met_at_the_forum = models.BooleanField(_("met at the Forum"), default=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(_("reminders sent"), default=0)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    is_simulated = models.BooleanField(_("simulated"), default=False)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("expression of interest")
        verbose_name_plural = _("expressions of interest")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation=None) ^ models.Q(cluster=None), name="interest_of_one_body"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=InterestState.CLOSED) | ~models.Q(outcome=""),
                name="closed_interest_has_its_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(profile__isnull=False, to_organisation=None, to_cluster=None)
                | models.Q(profile=None, to_organisation__isnull=False, to_cluster=None)
                | models.Q(profile=None, to_organisation=None, to_cluster__isnull=False),
                name="interest_in_one_thing",
            ),
            *(
                models.UniqueConstraint(
                    fields=["profile", body],
                    condition=models.Q(state__in=list(OPEN_INTERESTS)),
                    name=f"one_open_interest_of_a_{body}",
                )
                for body in ("organisation", "cluster")
            ),
        ]
        indexes = [models.Index(fields=["state", "sent_at"], name="interest_by_state")]

    def __str__(self) -> str:
        return f"{self.body_name} → {self.subject}"

    @property
    def body_name(self) -> str:
        return self.organisation.legal_name if self.organisation else self.cluster.name if self.cluster else ""

    @property
    def receiver(self) -> Organisation | Cluster:
        """To whom it is written."""
        held = self.profile.body if self.profile else self.to_organisation or self.to_cluster
        assert held is not None  # noqa: S101 a constraint of the table
        return held

    @property
    def receiver_name(self) -> str:
        held = self.receiver
        return held.name if isinstance(held, Cluster) else held.legal_name

    @property
    def receiving(self) -> tuple[Organisation | None, Cluster | None]:
        """The receiver, by its sort."""
        held = self.receiver
        return (None, held) if isinstance(held, Cluster) else (held, None)

    @property
    def subject(self) -> str:
        """The profile's reference, or the receiver's name."""
        return self.profile.reference if self.profile else self.receiver_name
