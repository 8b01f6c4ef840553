"""The pages of what went wrong, in the reader's language, each with a way on."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponse]


def error_page(request: HttpRequest, status: HTTPStatus, name: str = "") -> HttpResponse:
    """The error may come before any language was chosen: the address says which one."""
    language = request.path.strip("/").partition("/")[0]
    with translation.override(language if language in {"fr", "en"} else translation.get_language()):
        return render(request, f"errors/{name or status.value}.html", status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    too_big = isinstance(exception, RequestDataTooBig)
    return error_page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_big else HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 Django's own signature
    return error_page(request, HTTPStatus.FORBIDDEN)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 Django's own signature
    return error_page(request, HTTPStatus.FORBIDDEN, "form_expired")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 Django's own signature
    return error_page(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Nothing that could fail again: no database, no session, no menu."""
    language = request.path.strip("/").partition("/")[0]
    with translation.override(language if language in {"fr", "en"} else translation.get_language()):
        from django.template.loader import render_to_string

        page = render_to_string("errors/500.html", {"LANGUAGE_CODE": translation.get_language()})
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)
