"""A call for projects as data: whose money, for whom, when."""

from zoneinfo import ZoneInfo

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grappe.apps.calls.enums import CallState, RoundState
from grappe.apps.core.models import Sourced
from grappe.apps.directory.models import Cluster, Organisation, Territory, Theme


class Scheme(models.Model):
    """A family of calls that share their rules, such as the Single Interministerial Fund."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_fr = models.CharField(_("name (French)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200)
    text_fr = models.TextField(_("text (French)"), blank=True)
    text_en = models.TextField(_("text (English)"), blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("funding scheme")
        verbose_name_plural = _("funding schemes")

    def __str__(self) -> str:
        return self.name_fr


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(), exclude=["created_at"])
class Call(Sourced):
    """A call for projects; its rounds have the dates, its rules, rates and form are rows beside it.

    ``owner_cluster`` names the cluster that runs a call of its own; a call without one is the programme's.
    """

    slug = models.SlugField(_("short address"), max_length=80, unique=True)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="calls", verbose_name=_("funding scheme"))
    title_fr = models.CharField(_("title (French)"), max_length=300)
    title_en = models.CharField(_("title (English)"), max_length=300)
    text_fr = models.TextField(_("text (French)"), blank=True)
    text_en = models.TextField(_("text (English)"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=CallState, default=CallState.DRAFT)
    languages = ArrayField(models.CharField(max_length=2), verbose_name=_("languages of the proposals"), default=list)
    themes = models.ManyToManyField(Theme, related_name="calls", verbose_name=_("themes"), blank=True)
    owner_cluster = models.ForeignKey(
        Cluster, models.PROTECT, null=True, blank=True, related_name="own_calls", verbose_name=_("cluster in charge")
    )
    contact_email = models.EmailField(_("contact"), blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)

    class Meta:
        ordering = ["title_fr", "pk"]
        verbose_name = _("call for projects")
        verbose_name_plural = _("calls for projects")

    def __str__(self) -> str:
        return self.title_fr

    def get_absolute_url(self) -> str:
        return reverse("public:call", args=[self.slug])


@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(), exclude=["created_at", "proposals_opened"]
)
class CallRound(Sourced):
    """One round of a call: proposals come in from ``opens_at`` until before ``closes_at``, by the server's clock."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="rounds", verbose_name=_("call for projects"))
    slug = models.SlugField(_("short address"), max_length=80, unique=True)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    title_fr = models.CharField(_("title (French)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Paris")
    labels_due_at = models.DateTimeField(_("labels due"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=RoundState, default=RoundState.PREPARED)
    proposals_opened = models.PositiveIntegerField(_("proposals opened"), default=0, editable=False)

    class Meta:
        ordering = ["-closes_at", "pk"]
        verbose_name = _("round of a call")
        verbose_name_plural = _("rounds of calls")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="round_opens_before_it_closes"
            ),
            models.UniqueConstraint(fields=["call", "number"], name="round_number_once_a_call"),
        ]
        indexes = [models.Index(fields=["state", "closes_at"], name="round_by_state")]

    def __str__(self) -> str:
        return self.title_fr

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class RoundMilestone(models.Model):
    """A date of the round's schedule beside its opening and closing: hearings, results, agreements."""

    round = models.ForeignKey(CallRound, models.CASCADE, related_name="milestones", verbose_name=_("round of a call"))
    name_fr = models.CharField(_("name (French)"), max_length=150)
    name_en = models.CharField(_("name (English)"), max_length=150)
    on = models.DateField(_("date"))

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("milestone of a round")
        verbose_name_plural = _("milestones of a round")

    def __str__(self) -> str:
        return f"{self.on}: {self.name_fr}"


class RoundBudget(models.Model):
    """What one funder brings to one round, in euros; a funder with a territory pays the partners there only."""

    round = models.ForeignKey(CallRound, models.CASCADE, related_name="budgets", verbose_name=_("round of a call"))
    funder_name = models.CharField(_("funder"), max_length=200)
    funder = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    amount = models.DecimalField(_("amount (EUR)"), max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["-amount", "funder_name"]
        verbose_name = _("budget of a round")
        verbose_name_plural = _("budgets of a round")
        constraints = [
            models.UniqueConstraint(fields=["round", "funder_name"], name="budget_once_a_funder"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="budget_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.funder_name}: {self.amount}"
