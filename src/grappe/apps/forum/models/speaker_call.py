"""Calls for speakers, and what people propose."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.enums import RequestStatus
from grappe.apps.directory.models import Organisation, Theme
from grappe.apps.forum.enums import SessionKind
from grappe.apps.forum.models.edition import Edition
from grappe.apps.forum.models.programme import Session


class CallForSpeakers(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="speaker_calls", verbose_name=_("forum edition"))
    title_fr = models.CharField(_("title (French)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200)
    text_fr = models.TextField(_("text (French)"), blank=True)
    text_en = models.TextField(_("text (English)"), blank=True)
    themes = models.ManyToManyField(Theme, related_name="+", verbose_name=_("themes"), blank=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))

    class Meta:
        ordering = ["closes_at"]
        verbose_name = _("call for speakers")
        verbose_name_plural = _("calls for speakers")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="speaker_call_opens_before_it_closes"
            )
        ]

    def __str__(self) -> str:
        return self.title_fr


class SpeakerProposal(models.Model):
    """A person proposes to speak; accepting it makes a session and a speaker."""

    call = models.ForeignKey(
        CallForSpeakers, models.CASCADE, related_name="proposals", verbose_name=_("call for speakers")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="speaker_proposals", verbose_name=_("user")
    )
    full_name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"))
    job_title = models.CharField(_("position"), max_length=150, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    organisation_name = models.CharField(_("organisation's name"), max_length=300, blank=True)
    biography = models.TextField(_("biography"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=SessionKind, default=SessionKind.PARALLEL)
    title = models.CharField(_("title"), max_length=300)
    abstract = models.TextField(_("abstract"))
    language = models.CharField(_("language"), max_length=5, default="fr")
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=20)
    needs = models.TextField(_("technical needs"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=RequestStatus, default=RequestStatus.PENDING)
    answer = models.TextField(_("answer"), blank=True)
    session = models.ForeignKey(
        Session, models.SET_NULL, null=True, blank=True, related_name="proposals", verbose_name=_("session")
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
        verbose_name = _("speaker's proposal")
        verbose_name_plural = _("speakers' proposals")

    def __str__(self) -> str:
        return self.title
