from django.db import models
from django.utils.translation import gettext_lazy as _


class Confidence(models.IntegerChoices):
    """How far a held value can be trusted; the order is the order of trust."""

    UNVERIFIED = 20, _("to be verified")
    COMPILED = 50, _("compiled from public sources")
    OFFICIAL = 80, _("from an official register")
    CONFIRMED = 100, _("confirmed by its owner")
