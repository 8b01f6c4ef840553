"""One edition of the Forum, who supports it and who works for it."""

from zoneinfo import ZoneInfo

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.core.models import Sourced
from grappe.apps.directory.models import Organisation, Theme
from grappe.apps.forum.enums import Duty, EditionPartnerKind, EditionState


@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent(), exclude=["created_at", "held_places"]
)
class Edition(Sourced):
    """One yearly Forum. Whatever belongs to a simulated edition is simulated.

    ``held_places`` counts the registrations that are confirmed or hold an offered place; it is changed in the
    transaction that changes them, and the constraint beside it is what keeps a full Forum from taking one person more.
    """

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    year = models.PositiveSmallIntegerField(_("year"))
    slug = models.SlugField(_("short address"), max_length=60, unique=True)
    theme_fr = models.CharField(_("theme (French)"), max_length=300, blank=True)
    theme_en = models.CharField(_("theme (English)"), max_length=300, blank=True)
    text_fr = models.TextField(_("text (French)"), blank=True)
    text_en = models.TextField(_("text (English)"), blank=True)
    days = DateRangeField(_("dates"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    address = models.TextField(_("address"), blank=True)
    country = models.CharField(_("country"), max_length=2, default="FR")
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Paris")
    themes = models.ManyToManyField(Theme, related_name="editions", verbose_name=_("themes"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=EditionState, default=EditionState.PREPARED)
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    requests_open_at = models.DateTimeField(_("meeting requests open"), null=True, blank=True)
    requests_close_at = models.DateTimeField(_("meeting requests close"), null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(_("days to answer a meeting request"), default=7)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    held_places = models.PositiveIntegerField(_("places taken"), default=0, editable=False)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("forum edition")
        verbose_name_plural = _("forum editions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(registration_closes_at__gt=models.F("registration_opens_at")),
                name="edition_registration_opens_before_it_closes",
            ),
            models.CheckConstraint(
                condition=models.Q(requests_close_at__gt=models.F("requests_open_at")),
                name="edition_requests_open_before_they_close",
            ),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(held_places__lte=models.F("capacity")),
                name="edition_never_over_its_capacity",
            ),
            models.CheckConstraint(condition=models.Q(country__regex="^[A-Z]{2}$"), name="edition_country_is_iso"),
        ]

    def __str__(self) -> str:
        return f"Forum {self.year}"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class EditionPartner(models.Model):
    """Who organises or supports one edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="partners", verbose_name=_("forum edition"))
    kind = models.CharField(_("kind"), max_length=12, choices=EditionPartnerKind)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="supported_editions",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("name"), max_length=200)
    website = models.URLField(_("website"), blank=True)
    logo = models.FileField(_("logo"), upload_to="partners", max_length=255, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    class Meta:
        ordering = ["rank", "name", "pk"]
        verbose_name = _("edition partner")
        verbose_name_plural = _("edition partners")
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="edition_partner_once")]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class EditionMandate(models.Model):
    """A person works for one edition: organises it, answers the press, welcomes people."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="edition_mandates", verbose_name=_("user")
    )
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="mandates", verbose_name=_("forum edition"))
    duty = models.CharField(_("duty"), max_length=15, choices=Duty)
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)

    class Meta:
        ordering = ["edition", "duty", "user"]
        verbose_name = _("edition mandate")
        verbose_name_plural = _("edition mandates")
        constraints = [models.UniqueConstraint(fields=["user", "edition", "duty"], name="duty_once_an_edition")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.duty} of {self.edition_id}"
