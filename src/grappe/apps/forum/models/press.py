"""Journalists: an outlet with its quota, an accreditation with its proof, material under embargo."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.enums import RequestStatus
from grappe.apps.forum.models.edition import Edition
from grappe.apps.forum.models.registration import Registration


class PressOutlet(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="outlets", verbose_name=_("forum edition"))
    name = models.CharField(_("name"), max_length=150)
    country = models.CharField(_("country"), max_length=2, default="FR")
    website = models.URLField(_("website"), blank=True)
    quota = models.PositiveSmallIntegerField(_("quota"), default=2)

    class Meta:
        ordering = ["name"]
        verbose_name = _("press outlet")
        verbose_name_plural = _("press outlets")
        constraints = [models.UniqueConstraint("edition", Lower("name"), name="outlet_once_an_edition")]

    def __str__(self) -> str:
        return self.name


class PressAccreditation(models.Model):
    """A journalist asks to be accredited; accepting it registers her in the press category."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="accreditations", verbose_name=_("forum edition"))
    outlet = models.ForeignKey(
        PressOutlet, models.PROTECT, related_name="accreditations", verbose_name=_("press outlet")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="accreditations",
        verbose_name=_("user"),
    )
    full_name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    job_title = models.CharField(_("position"), max_length=150, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("fr", _("French")), ("en", _("English"))], default="fr"
    )
    card_number = models.CharField(_("press card number"), max_length=40, blank=True)
    proof_link = models.URLField(_("link to recent work"), max_length=500, blank=True)
    proof = models.FileField(_("proof"), upload_to="accreditations", max_length=255, blank=True)
    message = models.TextField(_("message"), blank=True)
    embargo_accepted_at = models.DateTimeField(_("embargo accepted"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=RequestStatus, default=RequestStatus.PENDING)
    answer = models.TextField(_("answer"), blank=True)
    registration = models.OneToOneField(
        Registration,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="accreditation",
        verbose_name=_("forum registration"),
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("press accreditation")
        verbose_name_plural = _("press accreditations")
        constraints = [
            models.UniqueConstraint(
                "edition",
                Lower("email"),
                condition=models.Q(status__in=["pending", "accepted"]),
                name="accreditation_once_an_edition",
            )
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.outlet_id})"


class PressMaterial(models.Model):
    """A text or a file for journalists; before ``embargo_until`` only accredited ones who accepted embargoes see it."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="press_materials", verbose_name=_("forum edition")
    )
    title_fr = models.CharField(_("title (French)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    text_fr = models.TextField(_("text (French)"), blank=True)
    text_en = models.TextField(_("text (English)"), blank=True)
    file = models.FileField(_("file"), upload_to="press", max_length=255, blank=True)
    embargo_until = models.DateTimeField(_("under embargo until"), null=True, blank=True)
    is_published = models.BooleanField(_("published"), default=False)
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        ordering = ["-added_at", "-pk"]
        verbose_name = _("press material")
        verbose_name_plural = _("press material")

    def __str__(self) -> str:
        return self.title_fr
