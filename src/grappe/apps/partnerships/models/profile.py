"""What an organisation or a cluster offers or seeks, as a partner would read it."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grappe.apps.core.models import Sourced
from grappe.apps.core.text import ENGLISH, FRENCH, NAMES, part, search_vector
from grappe.apps.directory.models import Cluster, Organisation, Theme
from grappe.apps.partnerships.enums import PREFIXES, DevelopmentStage, PartnershipKind, ProfileState, SoughtRole

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_TEXT = 150, 800, 20_000


@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old),
    pghistory.DeleteEvent(),
    exclude=["search", "created_at", "sketch_fr", "sketch_en"],
)
class PartnershipProfile(Sourced):
    """One offer or request of one organisation or one cluster; ``sketch_*`` let copies be found (see ``sketches``)."""

    kind = models.CharField(_("kind"), max_length=20, choices=PartnershipKind)
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="partnership_profiles",
        verbose_name=_("organisation"),
    )
    cluster = models.ForeignKey(
        Cluster,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="partnership_profiles",
        verbose_name=_("cluster"),
    )
    state = models.CharField(_("state"), max_length=10, choices=ProfileState, default=ProfileState.DRAFT)
    title_fr = models.CharField(_("title (French)"), max_length=LONGEST_TITLE, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=LONGEST_TITLE, blank=True)
    summary_fr = models.TextField(_("summary (French)"), blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True)
    text_fr = models.TextField(_("description (French)"), blank=True)
    text_en = models.TextField(_("description (English)"), blank=True)
    stage = models.CharField(_("stage of development"), max_length=15, choices=DevelopmentStage, blank=True)
    partner_kinds = ArrayField(
        models.CharField(max_length=20), verbose_name=_("kinds of partner sought"), default=list, blank=True
    )
    partner_role = models.CharField(_("role sought"), max_length=15, choices=SoughtRole, blank=True)
    partner_countries = ArrayField(
        models.CharField(max_length=2), verbose_name=_("countries sought"), default=list, blank=True
    )
    languages = ArrayField(
        models.CharField(max_length=2), verbose_name=_("working languages"), default=list, blank=True
    )
    themes = models.ManyToManyField(Theme, related_name="partnership_profiles", verbose_name=_("themes"), blank=True)
    may_be_found = models.BooleanField(_("consents to be found"), default=False)
    remark = models.TextField(_("reviewer’s remark"), blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("submitted by")
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("reviewed by")
    )
    published_on = models.DateField(_("published on"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True)
    sketch_fr = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    sketch_en = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    search = search_vector(
        part("A", NAMES, "title_fr", "title_en"),
        part("B", FRENCH, "title_fr", "summary_fr"),
        part("B", ENGLISH, "title_en", "summary_en"),
        part("D", FRENCH, "text_fr"),
        part("D", ENGLISH, "text_en"),
    )

    class Meta:
        ordering = ["-published_on", "-pk"]
        verbose_name = _("partnership profile")
        verbose_name_plural = _("partnership profiles")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation=None) ^ models.Q(cluster=None), name="profile_of_one_body"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ProfileState.PUBLISHED)
                | models.Q(published_on__isnull=False, expires_on__isnull=False, may_be_found=True),
                name="published_profile_has_its_days_and_consent",
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="partnership_profile_search"),
            GinIndex(fields=["sketch_fr"], name="partnership_profile_copies_fr"),
            GinIndex(fields=["sketch_en"], name="partnership_profile_copies_en"),
            models.Index(fields=["state", "-published_on", "-id"], name="partnership_profile_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title_fr or self.title_en}".strip()

    def get_absolute_url(self) -> str:
        return reverse("public:partnership", args=[self.pk])

    @property
    def body(self) -> Organisation | Cluster:
        """Whose profile it is."""
        held = self.organisation or self.cluster
        assert held is not None  # noqa: S101 a constraint of the table
        return held

    @property
    def body_name(self) -> str:
        return self.organisation.legal_name if self.organisation else self.cluster.name if self.cluster else ""

    @property
    def country(self) -> str:
        return self.body.country

    @property
    def reference(self) -> str:
        """Kind, country and number: TOFR0042."""
        return f"{PREFIXES[PartnershipKind(self.kind)]}{self.country or 'XX'}{self.pk or 0:04d}"
