"""How an invoice is paid: one interface, bank transfer as default, a provider's hosted page where one is set up."""

from django.conf import settings
from django.utils.module_loading import import_string

from grappe.apps.forum.payments.interface import PaymentProvider


def payment_provider() -> PaymentProvider:
    """The provider that the settings name."""
    provider: PaymentProvider = import_string(settings.FORUM_PAYMENT_PROVIDER)()
    return provider
