"""The programme from a file and into one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.programme_files import import_programme
from grappe.apps.forum.exchange.faults import FaultyFileError
from grappe.apps.forum.phrases.programme import change_text
from grappe.apps.forum.queries.programme import FORMS, SCHEDULES, written_draft
from grappe.web.access import person
from grappe.web.office.forms.forum import FileForm
from grappe.web.office.forum_records import page_of
from grappe.web.office.records import own_edition


@login_required
def files(request: HttpRequest, slug: str) -> HttpResponse:
    """Try a file first, then bring it in; every fault is told with its place."""
    edition = own_edition(request, slug)
    context = {**page_of(request, edition, "forum_files"), "faults": [], "outcome": None, "forms": SCHEDULES}
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        dry_run = "try" in request.POST
        try:
            outcome = import_programme(
                edition=edition,
                data=form.cleaned_data["file"].read(),
                drop_others=form.cleaned_data["drop_others"],
                dry_run=dry_run,
                by=person(request),
            )
        except FaultyFileError as refusal:
            context["faults"] = refusal.faults
        except RefusedError as refusal:
            form.add_error("file", str(refusal))
        else:
            if not dry_run:
                text = ngettext("%(n)d session is in.", "%(n)d sessions are in.", outcome.sessions)
                messages.success(request, text % {"n": outcome.sessions})
                return redirect("office:forum_versions", edition.slug)
            context |= {"outcome": outcome, "changes": [change_text(one, edition.zone) for one in outcome.changes]}
    return render(request, "office/forum/files.html", context | {"form": form})


@login_required
@require_safe
def export_draft(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """What would be published now, as pretalx or frab JSON or schedule XML."""
    edition = own_edition(request, slug)
    if form not in SCHEDULES:
        raise Http404
    language = "fr" if get_language() == "fr" else "en"
    data = written_draft(edition, form=form, language=language)
    headers = {"Content-Disposition": f'attachment; filename="forum-{edition.slug}-draft.{form}"'}
    return HttpResponse(data, content_type=FORMS[form], headers=headers)
