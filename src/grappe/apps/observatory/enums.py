from django.db import models
from django.utils.translation import gettext_lazy as _


class Measure(models.TextChoices):
    """What the figures of a regional table count."""

    JOBS = "jobs", _("jobs")
    MEMBERS = "members", _("memberships")
    PERSONS = "persons", _("inhabitants")
    MILLION_EUROS = "million_euros", _("million euros")
    PATENTS_PER_MILLION = "patents_per_million", _("patent applications per million inhabitants")


class TerritoryVersion(models.TextChoices):
    """Which division of the territory the codes of a table are of."""

    FR_2016 = "fr-2016", _("French regions of today")
    FR_BEFORE_2016 = "fr-before-2016", _("French regions before 2016")
    FR_DEPARTMENTS = "fr-departments", _("French departments")
    FR_COMMUNES_2025 = "fr-communes-2025", _("French communes of 2025")
    FR_ZONES_2020 = "fr-zones-2020", _("French employment zones of 2020")
    NUTS_2016 = "nuts-2016", _("NUTS 2 regions of Europe (2016)")
    US_STATES = "us-states", _("States of the USA")
    US_COUNTIES = "us-counties", _("counties of the USA")
    ANY = "any", _("regions as the source has them")


class Star(models.TextChoices):
    """What a star of the European observatories is given for."""

    SIZE = "size", _("size")
    SPECIALISATION = "specialisation", _("specialisation")
    FOCUS = "focus", _("focus")
    DOMINANCE = "dominance", _("dominance")


class NetworkKind(models.TextChoices):
    """Whose collaboration a network shows."""

    CLUSTERS = "clusters", _("clusters that label projects together")
    ORGANISATIONS = "organisations", _("organisations that take part in projects together")


class NetworkRunState(models.TextChoices):
    """How far the computation of a network is."""

    WAITING = "waiting", _("waiting")
    COMPUTING = "computing", _("being computed")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class NetworkStage(models.TextChoices):
    """What a computation of a network is at."""

    READING = "reading", _("reading the projects")
    PATHS = "paths", _("counting shortest paths")
    COMMUNITIES = "communities", _("finding communities")
    BORDERS = "borders", _("looking across borders")
    KEEPING = "keeping", _("keeping the figures")
