"""Who may act for one cluster or one organisation."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.enums import ClaimMethod, RequestStatus
from grappe.apps.directory.models.cluster import Cluster
from grappe.apps.directory.models.organisation import Organisation


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class OfficerMandate(models.Model):
    """A cluster officer: acts for this cluster only."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="officer_mandates", verbose_name=_("user")
    )
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="officer_mandates", verbose_name=_("cluster"))
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("cluster officer")
        verbose_name_plural = _("cluster officers")
        constraints = [models.UniqueConstraint(fields=["user", "cluster"], name="officer_once_a_cluster")]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.cluster_id}"


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class EditorMandate(models.Model):
    """A member editor: keeps the data of this organisation."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="editor_mandates", verbose_name=_("user")
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="editor_mandates", verbose_name=_("organisation")
    )
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("member editor")
        verbose_name_plural = _("member editors")
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="editor_once_an_organisation")]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.organisation_id}"


class Claim(models.Model):
    """A person asks to keep the data of an organisation."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims", verbose_name=_("user"))
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="claims", verbose_name=_("organisation")
    )
    method = models.CharField(_("method"), max_length=15, choices=ClaimMethod, default=ClaimMethod.OFFICE)
    status = models.CharField(_("status"), max_length=10, choices=RequestStatus, default=RequestStatus.PENDING)
    message = models.TextField(_("message"), blank=True, max_length=2000)
    answer = models.TextField(_("answer"), blank=True, max_length=2000)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        ordering = ["made_at"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=models.Q(status="pending"),
                name="claim_pending_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} claims {self.organisation_id}"


class Invitation(models.Model):
    """An e-mail address is invited to keep an organisation's data; only a digest of the code is held."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="invitations", verbose_name=_("organisation")
    )
    email = models.EmailField(_("e-mail"))
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("invited by")
    )
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)

    class Meta:
        ordering = ["-expires_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"{self.email} for {self.organisation_id}"
