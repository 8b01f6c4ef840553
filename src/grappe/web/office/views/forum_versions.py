"""Publishing the programme, and going back."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.forum.domain.versions import publish_programme, restore_programme, unpublished_changes
from grappe.apps.forum.phrases.programme import change_text
from grappe.web.access import done_or_refused, person
from grappe.web.office.forum_records import page_of
from grappe.web.office.records import own_edition

LONGEST_MESSAGE = 2000


@login_required
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """What the next version would change, and the versions before; POST publishes."""
    edition, user = own_edition(request, slug), person(request)
    if request.method == "POST":
        message = request.POST.get("message", "")[:LONGEST_MESSAGE]
        done = _("Published: visitors see it now.")
        done_or_refused(request, done, lambda: publish_programme(edition=edition, message=message, by=user))
        return redirect("office:forum_versions", edition.slug)
    rows = edition.programme_versions.defer("snapshot").select_related("published_by").order_by("-number")
    context = {
        **page_of(request, edition, "forum_versions"),
        "changes": [change_text(one, edition.zone) for one in unpublished_changes(edition)],
        "versions": [(one, [change_text(change, edition.zone) for change in one.changes]) for one in rows],
    }
    return render(request, "office/forum/versions.html", context)


@login_required
@require_POST
def restore(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    edition, user = own_edition(request, slug), person(request)
    version = get_object_or_404(edition.programme_versions.select_related("edition"), number=number)
    done = _("The programme is as it was in that version; publish it to show it.")
    done_or_refused(request, done, lambda: restore_programme(version=version, by=user))
    return redirect("office:forum_versions", edition.slug)
