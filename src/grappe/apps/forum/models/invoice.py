"""Fees: invoices whose numbers have no hole, and what was paid."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.enums import InvoiceKind, InvoiceState, PaymentMethod
from grappe.apps.forum.models.edition import Edition
from grappe.apps.forum.models.registration import GroupRegistration, Registration


class InvoiceSeries(models.Model):
    """Who invoices for one edition; the last number is taken under a lock in the invoice's own transaction."""

    edition = models.OneToOneField(
        Edition, models.PROTECT, related_name="invoice_series", verbose_name=_("forum edition")
    )
    prefix = models.CharField(_("prefix"), max_length=20, unique=True)
    last_number = models.PositiveIntegerField(_("last number"), default=0, editable=False)
    seller = models.CharField(_("seller"), max_length=200)
    seller_address = models.TextField(_("seller's address"))
    seller_identifier = models.CharField(_("seller's SIRET"), max_length=30, blank=True)
    seller_vat_number = models.CharField(_("seller's VAT number"), max_length=30, blank=True)
    iban = models.CharField("IBAN", max_length=40, blank=True)
    bic = models.CharField("BIC", max_length=11, blank=True)
    days_to_pay = models.PositiveSmallIntegerField(_("days to pay"), default=30)

    class Meta:
        verbose_name = _("invoice series")
        verbose_name_plural = _("invoice series")

    def __str__(self) -> str:
        return self.prefix


class Invoice(models.Model):
    """An invoice or a credit note as it was issued: its figures and names never change, only its state."""

    series = models.ForeignKey(InvoiceSeries, models.PROTECT, related_name="invoices", verbose_name=_("invoice series"))
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=12, choices=InvoiceKind, default=InvoiceKind.INVOICE)
    state = models.CharField(_("state"), max_length=10, choices=InvoiceState, default=InvoiceState.ISSUED)
    registration = models.ForeignKey(
        Registration,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invoices",
        verbose_name=_("forum registration"),
    )
    group = models.ForeignKey(
        GroupRegistration,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invoices",
        verbose_name=_("group registration"),
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="credit_note", verbose_name=_("corrects")
    )
    issued_on = models.DateField(_("issued on"))
    due_on = models.DateField(_("due on"))
    buyer = models.CharField(_("buyer"), max_length=300)
    buyer_address = models.TextField(_("buyer's address"), blank=True)
    buyer_email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=2, default="fr")
    net = models.DecimalField(_("total before tax (EUR)"), max_digits=12, decimal_places=2)
    vat = models.DecimalField(_("VAT (EUR)"), max_digits=12, decimal_places=2)
    total = models.DecimalField(_("total (EUR)"), max_digits=12, decimal_places=2)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("issued by")
    )

    class Meta:
        ordering = ["-series", "-number"]
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="invoice_number_once"),
            models.UniqueConstraint(
                fields=["registration"],
                condition=models.Q(kind="invoice") & ~models.Q(state="credited"),
                name="one_open_invoice_a_registration",
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=models.Q(kind="invoice") & ~models.Q(state="credited"),
                name="one_open_invoice_a_group",
            ),
            models.CheckConstraint(condition=models.Q(total=models.F("net") + models.F("vat")), name="invoice_adds_up"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="never_rewritten", exclude=["state", "issued_by"]),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The number people write on a bank transfer."""
        return f"{self.series.prefix}-{self.number:05d}"


class InvoiceLine(models.Model):
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="lines", verbose_name=_("invoice"))
    label = models.CharField(_("wording"), max_length=300)
    quantity = models.PositiveIntegerField(_("quantity"), default=1)
    unit_price = models.DecimalField(_("unit price before tax (EUR)"), max_digits=10, decimal_places=2)
    vat_rate = models.DecimalField(_("VAT rate (%)"), max_digits=4, decimal_places=2)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("invoice line")
        verbose_name_plural = _("invoice lines")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.label


class InvoicePayment(models.Model):
    """Money that came in; ``reference`` is the bank's or the provider's, so that the same notice counts once."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments", verbose_name=_("invoice"))
    method = models.CharField(_("method"), max_length=15, choices=PaymentMethod)
    provider = models.CharField(_("provider"), max_length=40, blank=True)
    reference = models.CharField(_("reference"), max_length=100, default=uuid.uuid4)
    amount = models.DecimalField(_("amount (EUR)"), max_digits=12, decimal_places=2)
    received_on = models.DateField(_("received on"))
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("recorded by")
    )

    class Meta:
        ordering = ["received_on", "pk"]
        verbose_name = _("invoice payment")
        verbose_name_plural = _("invoice payments")
        constraints = [
            models.UniqueConstraint(fields=["provider", "reference"], name="payment_recorded_once"),
            models.CheckConstraint(condition=~models.Q(amount=0), name="payment_of_something"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="never_rewritten", exclude=["recorded_by"]),
        ]

    def __str__(self) -> str:
        return f"{self.amount} on {self.invoice_id}"
