"""Every address of the site: pages carry their language in the path, the API and the probes do not."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from grappe.api.v1.api import api
from grappe.web.member.views.meetings.agenda import read_feed
from grappe.web.public.views.unsubscribing import unsubscribe


def health(_request: HttpRequest) -> HttpResponse:
    """Answer a load balancer."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", health, name="health"),
    path("api/v1/", api.urls),
    # In its owner's language, whatever asks.
    path("agendas/<str:token>.ics", read_feed, name="agenda_feed"),
    # Mail programs post here in one click (RFC 8058).
    path("unsubscribe/<str:token>/", unsubscribe, name="unsubscribe"),
    path("i18n/", include("django.conf.urls.i18n")),
    *i18n_patterns(
        path("account/", include("allauth.urls")),
        path("workspace/", include("grappe.web.member.urls")),
        path("office/", include("grappe.web.office.urls")),
        path("", include("grappe.web.public.urls")),
    ),
]

handler400 = "grappe.web.ui.errors.bad_request"
handler403 = "grappe.web.ui.errors.forbidden"
handler404 = "grappe.web.ui.errors.not_found"
handler500 = "grappe.web.ui.errors.server_error"
