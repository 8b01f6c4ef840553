"""What allauth asks of the site about accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import translation

from grappe.apps.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    def new_user(self, _request: HttpRequest) -> User:
        """A new person reads the language of the page she signs up on."""
        return User(language=(translation.get_language() or "fr")[:2])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write to people in their own language, whatever page caused the message."""
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        with translation.override(user.language if user else translation.get_language()):
            super().send_mail(template_prefix, email, context)
