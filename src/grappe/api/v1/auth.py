"""Who calls: a token in the Authorization header, or nobody. Cookies are not read, so no form can be forged."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import HttpRequest
from ninja.security import HttpBearer

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
