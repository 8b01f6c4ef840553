from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models.membership import Membership


class Certificate(models.Model):
    """A membership certificate as it was issued: what it says, and the code a third party verifies it by."""

    membership = models.ForeignKey(
        Membership, models.SET_NULL, null=True, related_name="certificates", verbose_name=_("membership")
    )
    code = models.CharField(_("verification code"), max_length=24, unique=True)
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    content = models.JSONField(_("content"))
    issued_at = models.DateTimeField(_("issued at"), auto_now_add=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("issued by")
    )

    class Meta:
        ordering = ["-issued_at"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")

    def __str__(self) -> str:
        return self.code
