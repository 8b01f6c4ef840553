"""Who calls: a token in the Authorization header, or nobody.

Cookies are read by the few routes that our own pages call, and only beside the token that no other site's form knows.
"""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from grappe.api.v1.errors import NotSignedInError, PermissionRefusedError
from grappe.apps.accounts.domain.tokens import find_token
from grappe.apps.accounts.enums import Scope
from grappe.apps.accounts.models import ApiToken, User


class Token(HttpBearer):
    """A token of the caller's own, with the scope that the route asks for."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = find_token(token)
        if found is None:
            return None
        if self.scope not in found.scopes:
            raise PermissionRefusedError(self.scope)
        request.user = found.user
        return found


class Session(APIKeyCookie):
    """The person signed in to the site, for a page of ours that sends its form's token along."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:  # noqa: ARG002 - the framework's
        if not isinstance(request.user, User) or not request.user.is_active:
            return None
        # After the person is known, so that a visitor is asked to sign in and not to send a token.
        if check_csrf(request) is not None:
            raise PermissionRefusedError("csrf")
        return request.user


def caller(request: HttpRequest) -> User:
    """The person a token stands for."""
    if isinstance(request.user, AnonymousUser) or not isinstance(request.user, User):
        raise NotSignedInError
    return request.user


def require(request: HttpRequest, permission: str, target: Model | None = None) -> User:
    """The caller, provided the rules let them do this."""
    user = caller(request)
    if not user.has_perm(permission, target):
        raise PermissionRefusedError(permission)
    return user


reader = Token(Scope.READ)
writer = Token(Scope.WRITE)
session = Session()
