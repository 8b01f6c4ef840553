from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Roles over the whole programme; editing one organisation or one cluster is a mandate of the register."""

    EXPERT = "expert", _("expert")
    PROGRAMME_OFFICER = "programme_officer", _("programme officer")
    ADMINISTRATOR = "administrator", _("administrator")


class Scope(models.TextChoices):
    """What a token may do in its owner's name."""

    READ = "read", _("read")
    WRITE = "write", _("write")
