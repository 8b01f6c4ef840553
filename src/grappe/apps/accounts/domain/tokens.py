"""Access tokens: the secret is shown once, only its digest is kept."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.enums import Scope
from grappe.apps.accounts.models import ApiToken, User
from grappe.apps.core.errors import RefusedError

PREFIX = "grappe_"
LONGEST = timedelta(days=366)
USE_NOTED_EVERY = timedelta(minutes=1)


class TokenRefusedError(RefusedError):
    """The token asked for has no known scope or lives too long."""


def create_token(*, name: str, scopes: Collection[str], valid_for: timedelta, by: User) -> tuple[ApiToken, str]:
    """A token of the person's own, and its secret, which cannot be read again."""
    if not scopes or set(scopes) - set(Scope.values):
        raise TokenRefusedError(_("Choose at least one of the scopes offered."))
    if not timedelta(0) < valid_for <= LONGEST:
        raise TokenRefusedError(_("A token is valid for at least one day and at most one year."))
    secret = PREFIX + secrets.token_urlsafe(32)
    with recorded(by=by, verb="create_token"):
        token = ApiToken.objects.create(
            user=by,
            name=name,
            digest=digest_of(secret),
            scopes=sorted(set(scopes)),
            expires_at=timezone.now() + valid_for,
        )
        record_action(by=by, verb="create_token", target=token, name=name, scopes=token.scopes)
    return token, secret


def revoke_token(*, token: ApiToken, by: User) -> None:
    """Take a token away at once."""
    with recorded(by=by, verb="revoke_token"):
        record_action(by=by, verb="revoke_token", target=token, name=token.name)
        token.delete()


def find_token(secret: str) -> ApiToken | None:
    """The live token of an active person that this secret opens; notes its use at most once a minute."""
    now = timezone.now()
    held = ApiToken.objects.select_related("user").filter(digest=digest_of(secret), expires_at__gt=now)
    token = held.filter(user__is_active=True).first()
    if token is not None and (token.last_used_at is None or now - token.last_used_at > USE_NOTED_EVERY):
        token.last_used_at = now
        token.save(update_fields=["last_used_at"])
    return token


def digest_of(secret: str) -> str:
    # The secret is 256 random bits: a plain hash is enough, and it can be looked up by index.
    return hashlib.sha256(secret.encode()).hexdigest()
