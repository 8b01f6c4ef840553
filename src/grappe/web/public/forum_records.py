"""The records of the Forum that public addresses name, and who may see them."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from grappe.apps.forum.models import Invoice, Registration
from grappe.apps.forum.queries.invoice_lists import invoices_with_payments

HELD = "forum_registrations"
MOST_HELD = 50


class SignInFirst(PermissionDenied):
    """Whoever is not signed in is asked to, whether or not there is something to see."""


def hold(request: HttpRequest, registration: Registration) -> None:
    """Let this browser see a registration that was made in it, or whose link it followed."""
    held = [key for key in request.session.get(HELD, []) if key != registration.pk]
    request.session[HELD] = [*held, registration.pk][-MOST_HELD:]


def is_held(request: HttpRequest, registration: Registration) -> bool:
    return registration.pk in request.session.get(HELD, [])


def own_registration(request: HttpRequest, edition: str, pk: int) -> Registration:
    """One's own registration. Another's does not show that it exists: 404; a visitor is asked to sign in."""
    found = rows_of(edition).filter(pk=pk).first()
    if found is not None and (is_held(request, found) or may_change(request, found)):
        return found
    raise missing(request)


def rows_of(edition: str) -> QuerySet[Registration]:
    rows = Registration.objects.filter(edition__slug=edition)
    return rows.select_related("edition", "category", "organisation", "cluster", "group__cluster", "user")


def may_change(request: HttpRequest, registration: Registration) -> bool:
    return request.user.is_authenticated and request.user.has_perm("forum.change_registration", registration)


def own_invoice(request: HttpRequest, edition: str, pk: int) -> Invoice:
    """An invoice made for this person or for the cluster this officer acts for; anything else is hidden."""
    found = invoices_with_payments().filter(series__edition__slug=edition, pk=pk).first()
    if found is not None and sees_invoice(request, found):
        return found
    raise missing(request)


def sees_invoice(request: HttpRequest, invoice: Invoice) -> bool:
    if invoice.registration is not None and is_held(request, invoice.registration):
        return True
    return request.user.is_authenticated and request.user.has_perm("forum.see_invoice", invoice)


def missing(request: HttpRequest) -> Exception:
    """The answer that does not tell whether there is something to see."""
    return Http404() if request.user.is_authenticated else SignInFirst()


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect_to_login(request.get_full_path())
