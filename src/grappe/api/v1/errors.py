"""Every error has one shape: a code for programs, a sentence for people."""

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from grappe.apps.core.errors import RefusedError


class Problem(Schema):
    """What went wrong and what to do."""

    code: str
    detail: str


READ_ANSWERS = {404: Problem, 422: Problem}
WRITE_ANSWERS = dict.fromkeys((400, 401, 403, 404, 409, 422), Problem)


class NotSignedInError(Exception):
    """The route needs a token."""


class PermissionRefusedError(Exception):
    """The caller may not do this."""

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


def add_handlers(api: NinjaAPI) -> None:
    """Give every error of the API its one shape."""

    def answer(request: HttpRequest, status: int, code: str, detail: str) -> HttpResponse:
        return api.create_response(request, {"code": code, "detail": detail}, status=status)

    @api.exception_handler(AuthenticationError)
    @api.exception_handler(NotSignedInError)
    def not_signed_in(request: HttpRequest, _error: Exception) -> HttpResponse:
        response = answer(request, 401, "not_signed_in", "Send a live token in the header Authorization: Bearer.")
        response["WWW-Authenticate"] = "Bearer"
        return response

    @api.exception_handler(PermissionRefusedError)
    def not_permitted(request: HttpRequest, error: PermissionRefusedError) -> HttpResponse:
        return answer(request, 403, "not_permitted", f"This token does not allow: {error.permission}.")

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, _error: Exception) -> HttpResponse:
        return answer(request, 404, "not_found", "Nothing stands at this address.")

    @api.exception_handler(RefusedError)
    def refused(request: HttpRequest, error: RefusedError) -> HttpResponse:
        return answer(request, 409, type(error).__name__.removesuffix("Error"), str(error))

    @api.exception_handler(ValidationError)
    def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        faults = "; ".join(f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors)
        return answer(request, 422, "not_valid", faults)

    @api.exception_handler(HttpError)
    def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        return answer(request, error.status_code, "refused", str(error))
