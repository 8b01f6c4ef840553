"""Badges: of everybody, in files that the worker sets, and of one person, at once."""

from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.documents.badges import badges_pdf
from grappe.apps.forum.domain.badge_runs import ask_for_badges, file_name, files_of
from grappe.apps.forum.enums import RegistrationState
from grappe.apps.forum.models import BadgeRun, Registration
from grappe.apps.forum.tasks import print_badges
from grappe.web.access import person
from grappe.web.office.forms.badges import BadgeRunForm
from grappe.web.office.forum_records import edition_for
from grappe.web.office.views.desk import frame

RUNS = 20


@login_required
def badges(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for badges, and see the runs of before."""
    edition = edition_for(request, slug, "forum.manage_registrations")
    form = BadgeRunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = ask_for_badges(edition=edition, by=person(request), **form.asked)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            print_badges.defer(run_id=run.pk)
            return redirect("office:day_badge_run", edition.slug, run.pk)
    context = frame(request, edition, _("Badges")) | {
        "form": form,
        "runs": edition.badge_runs.select_related("asked_by")[:RUNS],
    }
    return render(request, "office/forum_day/badges.html", context)


@login_required
@require_safe
def badge_run(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How far a run is, and its files."""
    edition = edition_for(request, slug, "forum.manage_registrations")
    run = get_object_or_404(edition.badge_runs, pk=pk)
    context = frame(request, edition, _("Badges")) | {
        "run": run,
        "files": list(files_of(run)),
        "total": len(run.people),
    }
    part = "badge_run_state" if getattr(request, "htmx", False) else "badge_run"
    return render(request, f"office/forum_day/{part}.html", context)


@login_required
@require_safe
@never_cache
def badge_file(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponseBase:
    edition = edition_for(request, slug, "forum.manage_registrations")
    run = get_object_or_404(BadgeRun, edition=edition, pk=pk)
    name = file_name(run, number)
    if not any(file.number == number and file.is_ready for file in files_of(run)) or not default_storage.exists(name):
        raise Http404
    return FileResponse(default_storage.open(name), filename=f"badges-{edition.slug}-{run.pk}-{number}.pdf")


@login_required
@require_safe
@never_cache
def badge(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One person's badge, for the printer of the desk."""
    edition = edition_for(request, slug, "forum.work_at_desk")
    rows = Registration.objects.select_related("category")
    one = get_object_or_404(rows, edition=edition, pk=pk, state=RegistrationState.CONFIRMED)
    response = HttpResponse(badges_pdf(edition, [one], four=False), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="badge-{one.pk}.pdf"'
    return response
