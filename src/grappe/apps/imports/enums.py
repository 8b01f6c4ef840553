from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    PREVIEWED = "previewed", _("previewed, nothing written")
    DONE = "done", _("done")
    REFUSED = "refused", _("refused, nothing written")
    UNREADABLE = "unreadable", _("not readable, nothing written")
    BROKEN = "broken", _("broken off, nothing written")


class ImportKind(models.TextChoices):
    CLUSTERS = "clusters", _("Clusters")
    MEMBERS = "members", _("Members of a cluster")
    CORDIS_PROJECTS = "cordis_projects", _("CORDIS: projects")
    CORDIS_ORGANISATIONS = "cordis_organisations", _("CORDIS: organisations and participations")
    H2020_PROJECTS = "h2020_projects", _("CORDIS extract: H2020 projects")
    H2020_ORGANISATIONS = "h2020_organisations", _("CORDIS extract: H2020 organisations")
    H2020_PARTICIPATIONS = "h2020_participations", _("CORDIS extract: H2020 participations")
    TEXT_PROJECTS = "text_projects", _("CORDIS extract: projects with their texts")
    TEXT_PARTICIPANTS = "text_participants", _("CORDIS extract: consortia of the projects with their texts")
    FP7_PROJECTS = "fp7_projects", _("CORDIS extract: FP7 projects")
    FP7_ORGANISATIONS = "fp7_organisations", _("CORDIS extract: FP7 organisations")
    ANR_PROJECTS = "anr_projects", _("ANR: projects of the Investments for the Future")
    ANR_PIA_PARTNERS = "anr_pia_partners", _("ANR: partners of the Investments for the Future")
    ANR_DOS_PARTNERS = "anr_dos_partners", _("ANR: partners of its calls")
    SIRENE = "sirene", _("SIRENE: French establishments")


FINISHED = frozenset(
    {
        ImportState.PREVIEWED,
        ImportState.DONE,
        ImportState.REFUSED,
        ImportState.UNREADABLE,
        ImportState.BROKEN,
    }
)
