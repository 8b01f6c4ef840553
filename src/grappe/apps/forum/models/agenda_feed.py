import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.models.registration import Registration

TOKEN_BYTES = 32


def new_token() -> str:
    """256 bits of chance: whoever holds the address reads the agenda, so nobody may guess it."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class AgendaFeed(models.Model):
    """The address under which one person's calendar program reads her meetings; revoking it deletes the row."""

    registration = models.OneToOneField(
        Registration, models.CASCADE, related_name="agenda_feed", verbose_name=_("forum registration")
    )
    token = models.CharField(_("secret part of the address"), max_length=60, unique=True, default=new_token)
    made_at = models.DateTimeField(_("made at"), auto_now=True)

    class Meta:
        verbose_name = _("agenda feed")
        verbose_name_plural = _("agenda feeds")

    def __str__(self) -> str:
        return f"agenda of {self.registration_id}"
