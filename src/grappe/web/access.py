"""Who asks, whether they may, and how a refusal is shown: shared by the pages of every audience."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError

Arguments = ParamSpec("Arguments")
LONGEST_KEY = 18
Page = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]


def person(request: HttpRequest) -> User:
    """The person signed in; call it behind ``login_required`` only."""
    return cast("User", request.user)


def keys_in(texts: Iterable[object]) -> list[int]:
    """The record numbers among what a form sent; anything else, and what no table can hold, is left out."""
    return [int(text) for text in texts if isinstance(text, str) and text.isdecimal() and len(text) <= LONGEST_KEY]


def require(request: HttpRequest, permission: str, target: Any = None) -> None:
    """Answer 403 to a person who may not do this to this."""
    if not person(request).has_perm(permission, target):
        raise PermissionDenied


def signed_in_with(permission: str) -> Callable[[Page[Arguments]], Page[Arguments]]:
    """A page for people who hold a permission that concerns no single record."""

    def guard(page: Page[Arguments]) -> Page[Arguments]:
        @wraps(page)
        def guarded(request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
            require(request, permission)
            return page(request, *args, **kwargs)

        return cast("Page[Arguments]", login_required(guarded))

    return guard


def done_or_refused(request: HttpRequest, done: str | Promise, action: Callable[[], object]) -> bool:
    """Run one domain call; tell on the next page that it is done, or why it was refused."""
    try:
        action()
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, str(done))
    return True
