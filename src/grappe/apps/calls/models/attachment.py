from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import ScanState
from grappe.apps.calls.models.form import RequiredDocument
from grappe.apps.calls.models.partner import ProposalPartner
from grappe.apps.calls.models.proposal import Proposal


class Attachment(models.Model):
    """A file of a proposal; its type is read from its content. A removed one stays on record."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="attachments", verbose_name=_("proposal"))
    document = models.ForeignKey(
        RequiredDocument, models.PROTECT, related_name="attachments", verbose_name=_("required document")
    )
    partner = models.ForeignKey(
        ProposalPartner,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name=_("partner of a proposal"),
    )
    file = models.FileField(_("file"), upload_to="proposals", max_length=255)
    name = models.CharField(_("name"), max_length=200)
    type = models.CharField(_("type"), max_length=10)
    size = models.PositiveIntegerField(_("size (bytes)"))
    digest = models.CharField(_("digest"), max_length=64)
    scan = models.CharField(_("virus scan"), max_length=10, choices=ScanState)
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("added by")
    )
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    class Meta:
        ordering = ["document", "added_at", "pk"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.name
