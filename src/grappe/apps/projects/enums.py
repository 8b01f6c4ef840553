from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectKind(models.TextChoices):
    COLLABORATIVE = "collaborative", _("collaborative R&D project")
    PLATFORM = "platform", _("innovation platform")
    STRUCTURING = "structuring", _("structuring project")
    COLLECTIVE_ACTION = "collective_action", _("collective action")
    OTHER = "other", _("other project")


class ProjectStatus(models.TextChoices):
    UNKNOWN = "unknown", _("not stated")
    SELECTED = "selected", _("selected")
    RUNNING = "running", _("running")
    CLOSED = "closed", _("closed")
    TERMINATED = "terminated", _("terminated early")


class ParticipationRole(models.TextChoices):
    LEAD = "lead", _("lead")
    PARTNER = "partner", _("partner")
    THIRD_PARTY = "third_party", _("third party")
    ASSOCIATED = "associated", _("associated partner")
