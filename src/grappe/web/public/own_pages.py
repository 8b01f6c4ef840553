"""Pages of one's own: a visitor who has nothing to show for it is asked to sign in."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponseBase

from grappe.web.public.forum_records import SignInFirst, ask_to_sign_in

Arguments = ParamSpec("Arguments")
Page = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]


def own_page(page: Page[Arguments]) -> Page[Arguments]:
    @wraps(page)
    def guarded(request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponseBase:
        try:
            answer = page(request, *args, **kwargs)
        except SignInFirst:
            return ask_to_sign_in(request)
        # Nobody's registration stays in a shared cache.
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer

    return cast("Page[Arguments]", guarded)
