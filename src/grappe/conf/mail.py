"""From an address to Django's mail settings."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def mail_settings(url: str) -> dict[str, Any]:
    """Django's settings for ``smtp://user:password@host:port?tls=true``."""
    parts = urlsplit(url)
    encrypted = parse_qs(parts.query).get("tls", ["true"])[0].lower() == "true"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (587 if encrypted else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": encrypted,
    }
