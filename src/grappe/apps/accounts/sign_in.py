"""Signing in by allauth; what people may do is never asked of it."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend


class SignInBackend(AuthenticationBackend):  # type: ignore[misc] # allauth has no types
    """Knows who somebody is. Permissions are rules in Python: Django's tables of them stay empty and unread.

    Without this, each page of a person who lacks one permission would put two questions to those tables.
    """

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:  # noqa: ARG002 - Django passes both
        return set()

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:  # noqa: ARG002 - Django passes all
        return False
