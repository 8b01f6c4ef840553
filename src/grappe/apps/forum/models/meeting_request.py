from django.conf import settings
from django.db import models
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.enums import MeetingMode, MeetingPriority, MeetingRequestState
from grappe.apps.forum.models.edition import Edition
from grappe.apps.forum.models.meeting_profile import MeetingProfile


class MeetingRequest(models.Model):
    """One profile asks to meet another. Two that ask each other share one request, which is mutual and accepted."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="meeting_requests", verbose_name=_("forum edition")
    )
    sender = models.ForeignKey(
        MeetingProfile, models.CASCADE, related_name="requests_sent", verbose_name=_("from whom")
    )
    recipient = models.ForeignKey(
        MeetingProfile, models.CASCADE, related_name="requests_received", verbose_name=_("to whom")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=MeetingRequestState, default=MeetingRequestState.PENDING
    )
    message = models.TextField(_("message"), blank=True, max_length=2000)
    answer = models.TextField(_("answer"), blank=True, max_length=2000)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=MeetingPriority, default=MeetingPriority.USEFUL)
    is_mutual = models.BooleanField(_("mutual"), default=False)
    is_compulsory = models.BooleanField(_("compulsory"), default=False)
    mode = models.CharField(_("takes place"), max_length=8, choices=MeetingMode, default=MeetingMode.ON_SITE)
    length = models.PositiveSmallIntegerField(_("length in slots"), default=1)
    equipment = models.CharField(_("equipment"), max_length=30, blank=True)
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("meeting request")
        verbose_name_plural = _("meeting requests")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(sender=models.F("recipient")), name="nobody_asks_to_meet_themselves"
            ),
            models.CheckConstraint(condition=models.Q(length__range=(1, 12)), name="meeting_length_in_slots"),
            models.UniqueConstraint(
                Least("sender", "recipient"),
                Greatest("sender", "recipient"),
                condition=models.Q(state__in=["pending", "accepted"]),
                name="one_open_request_a_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "state"], name="request_by_recipient"),
            models.Index(fields=["sender", "state"], name="request_by_sender"),
            models.Index(fields=["expires_at"], name="request_expiry", condition=models.Q(state="pending")),
        ]

    def __str__(self) -> str:
        return f"{self.sender_id} asks {self.recipient_id}"
