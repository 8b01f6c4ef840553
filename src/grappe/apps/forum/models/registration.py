"""Who comes, in which category, alone or with a group."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.forum.enums import CategoryKind, RegistrationState
from grappe.apps.forum.models.edition import Edition

CODE_BYTES = 16
OPEN = models.Q(state__in=["pending", "waiting", "offered", "confirmed"])


def new_code() -> str:
    """What the badge's QR says: 128 bits of chance, so that nobody guesses another's."""
    return secrets.token_urlsafe(CODE_BYTES)


class ParticipantCategory(models.Model):
    """A kind of participant at one edition, with its fee and its places; see ``Edition.held_places``."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="categories", verbose_name=_("forum edition"))
    kind = models.CharField(_("kind"), max_length=16, choices=CategoryKind)
    name_fr = models.CharField(_("name (French)"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=100)
    fee = models.DecimalField(_("fee before tax (EUR)"), max_digits=10, decimal_places=2, default=0)
    vat_rate = models.DecimalField(_("VAT rate (%)"), max_digits=4, decimal_places=2, default=20)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    held_places = models.PositiveIntegerField(_("places taken"), default=0, editable=False)
    # How long a place offered from the waiting list is kept; 0 confirms it at once.
    hours_to_accept = models.PositiveSmallIntegerField(_("hours to accept an offered place"), default=48)
    needs_approval = models.BooleanField(_("needs approval"), default=False)
    # Press comes in by accreditation, speakers by their session: neither is offered on the form.
    is_offered = models.BooleanField(_("offered on the form"), default=True)
    takes_meetings = models.BooleanField(_("may ask for meetings"), default=True)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    class Meta:
        ordering = ["rank", "pk"]
        verbose_name = _("participant category")
        verbose_name_plural = _("participant categories")
        constraints = [
            models.UniqueConstraint(fields=["edition", "name_fr"], name="category_name_once_an_edition"),
            models.CheckConstraint(condition=models.Q(fee__gte=0), name="category_fee_not_negative"),
            models.CheckConstraint(condition=models.Q(vat_rate__range=(0, 100)), name="category_vat_is_a_percentage"),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(held_places__lte=models.F("capacity")),
                name="category_never_over_its_capacity",
            ),
        ]

    def __str__(self) -> str:
        return self.name_fr


class GroupRegistration(models.Model):
    """A cluster registers its members together, and may pay for them together."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="groups", verbose_name=_("forum edition"))
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="forum_groups", verbose_name=_("cluster"))
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="forum_groups", verbose_name=_("contact")
    )
    pays_together = models.BooleanField(_("one invoice for all"), default=True)
    key = models.UUIDField(_("idempotency key"), default=uuid.uuid4, unique=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("group registration")
        verbose_name_plural = _("group registrations")

    def __str__(self) -> str:
        return f"{self.cluster_id} at {self.edition_id}"


class Registration(models.Model):
    """One person at one edition; ``key`` comes from the form, so that a retry finds what the first try made."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="registrations", verbose_name=_("forum edition"))
    category = models.ForeignKey(
        ParticipantCategory, models.PROTECT, related_name="registrations", verbose_name=_("participant category")
    )
    state = models.CharField(_("state"), max_length=10, choices=RegistrationState)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="forum_registrations",
        verbose_name=_("user"),
    )
    group = models.ForeignKey(
        GroupRegistration,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("group registration"),
    )
    full_name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    job_title = models.CharField(_("position"), max_length=150, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("fr", _("French")), ("en", _("English"))], default="fr"
    )
    country = models.CharField(_("country"), max_length=2, default="FR")
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="forum_registrations",
        verbose_name=_("organisation"),
    )
    organisation_name = models.CharField(_("organisation's name"), max_length=300, blank=True)
    cluster = models.ForeignKey(
        Cluster,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="forum_registrations",
        verbose_name=_("cluster"),
    )
    billing_address = models.TextField(_("billing address"), blank=True)
    accessibility_needs = models.TextField(_("accessibility needs"), blank=True)
    diet_needs = models.TextField(_("diet needs"), blank=True)
    wants_meetings = models.BooleanField(_("wants B2B meetings"), default=False)
    # The terms are what the organiser needs; the two others are free to give and to take back.
    terms_accepted_at = models.DateTimeField(_("terms accepted"))
    catalogue_consent_at = models.DateTimeField(_("agrees to be listed"), null=True, blank=True)
    photo_consent_at = models.DateTimeField(_("agrees to be photographed"), null=True, blank=True)
    code = models.CharField(_("badge code"), max_length=40, unique=True, default=new_code, editable=False)
    key = models.UUIDField(_("idempotency key"), default=uuid.uuid4, unique=True, editable=False)
    registered_at = models.DateTimeField(_("registered at"), auto_now_add=True)
    queued_at = models.DateTimeField(_("on the waiting list since"), null=True, blank=True)
    offered_until = models.DateTimeField(_("place offered until"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["full_name", "pk"]
        verbose_name = _("forum registration")
        verbose_name_plural = _("forum registrations")
        constraints = [
            models.UniqueConstraint("edition", Lower("email"), condition=OPEN, name="registered_once_an_edition"),
            models.CheckConstraint(
                condition=models.Q(state__in=RegistrationState.values), name="registration_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="waiting") | models.Q(queued_at__isnull=False),
                name="registration_waits_since_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="offered") | models.Q(offered_until__isnull=False),
                name="registration_offer_has_a_deadline",
            ),
        ]
        indexes = [
            models.Index(fields=["edition", "state", "category"], name="registration_by_state"),
            models.Index(
                fields=["edition", "queued_at", "id"],
                name="registration_queue",
                condition=models.Q(state="waiting"),
            ),
            models.Index(fields=["offered_until"], name="registration_offers", condition=models.Q(state="offered")),
        ]

    def __str__(self) -> str:
        return self.full_name
