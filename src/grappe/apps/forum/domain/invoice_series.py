"""Who invoices for an edition."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.errors import InvoiceRefusedError
from grappe.apps.forum.models import Edition, InvoiceSeries


def set_invoice_series(*, edition: Edition, values: dict[str, Any], by: User | None) -> InvoiceSeries:
    """Say who invoices, or correct it for the invoices to come; the prefix stays once a number was given."""
    with recorded(by=by, verb="set_invoice_series"):
        series = InvoiceSeries.objects.select_for_update().filter(edition=edition).first()
        series = series or InvoiceSeries(edition=edition)
        if series.last_number and values.get("prefix", series.prefix) != series.prefix:
            raise InvoiceRefusedError(_("Invoices bear this prefix already: keep it, numbers must not have holes."))
        for name, value in values.items():
            setattr(series, name, value)
        try:
            with transaction.atomic():
                series.save()
        except IntegrityError as error:
            raise InvoiceRefusedError(
                _("Another edition has this prefix: choose one of this edition's own.")
            ) from error
        record_action(by=by, verb="set_invoice_series", target=series)
    return series
