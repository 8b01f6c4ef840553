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


class SealFault(models.TextChoices):
    """What a reading of the log against its seals can find."""

    CHANGED = "changed", _("entry or seal changed")
    DELETED = "deleted", _("entry deleted")
    UNSEALED = "unsealed", _("seal missing")
    INSERTED = "inserted", _("entry put in beside the chain")
    BACKDATED = "backdated", _("entry dated long before it was written")
    CUT = "cut", _("chain shorter than a digest says")
    REWRITTEN = "rewritten", _("chain other than a digest says")
    DIGEST_MISSING = "digest_missing", _("digest missing")
    DIGEST_CHANGED = "digest_changed", _("digest changed or its signature false")
    FOREIGN_KEY = "foreign_key", _("digest signed with an unknown key")
