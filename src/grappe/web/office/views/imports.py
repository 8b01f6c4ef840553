from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.analytics.intake.opening import open_table
from grappe.apps.core.errors import RefusedError
from grappe.apps.imports.domain.mappings import proposals_for
from grappe.apps.imports.domain.report import csv_lines, write_xlsx
from grappe.apps.imports.domain.uploads import confirm_import, receive_upload, set_mapping
from grappe.apps.imports.enums import ImportKind, ImportState
from grappe.apps.imports.models import ImportRun
from grappe.apps.imports.phrases import effect_text, field_label, message_text, reason_text, record_label
from grappe.apps.imports.queries.runs import runs_seen_by
from grappe.apps.imports.tasks import perform
from grappe.web.access import person, require, signed_in_with
from grappe.web.office.forms.imports import ColumnsForm, UploadForm

PAGE = 25


def own_run(request: HttpRequest, pk: int) -> ImportRun:
    """A run this person may see: 404 where there is none, 403 where it is another's."""
    run = get_object_or_404(ImportRun.objects.select_related("cluster", "by"), pk=pk)
    require(request, "imports.see_run", run)
    return run


@signed_in_with("directory.run_import")
def imports(request: HttpRequest) -> HttpResponse:
    """Send a file, and see the files sent before."""
    user = person(request)
    too_large = settings.UPLOAD_MAX_BYTES if request.META.get("grappe.upload_too_large") else 0
    sent = request.method == "POST"
    form = UploadForm(user, request.POST if sent else None, request.FILES if sent else None, too_large=too_large)
    if sent and form.is_valid():
        try:
            run = receive_upload(by=user, **form.asked)
        except RefusedError as refusal:
            form.add_error("file", str(refusal))
        else:
            return after_upload(run)
    page = Paginator(runs_seen_by(user), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "limit": settings.UPLOAD_MAX_BYTES >> 20}
    return render(request, "office/imports/list.html", context)


def after_upload(run: ImportRun) -> HttpResponse:
    """Members wait for their columns to be confirmed; anything else is previewed at once."""
    if run.kind == ImportKind.MEMBERS:
        return redirect("office:import_columns", run.pk)
    perform.defer(run_id=run.pk)
    return redirect("office:import", run.pk)


@signed_in_with("directory.run_import")
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which column of a list of members holds what."""
    run = own_run(request, pk)
    if run.state != ImportState.WAITING or run.cluster is None or not run.upload:
        return redirect("office:import", run.pk)
    proposals = proposals_for(run.cluster, open_table(Path(run.upload.path)))
    form = ColumnsForm(proposals, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            set_mapping(run=run, mapping=form.mapping, by=person(request))
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            perform.defer(run_id=run.pk)
            return redirect("office:import", run.pk)
    return render(request, "office/imports/columns.html", {"run": run, "form": form})


@signed_in_with("directory.run_import")
def one_import(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of a file, or how far it is."""
    run = own_run(request, pk)
    template = "office/imports/state.html" if getattr(request, "htmx", False) else "office/imports/run.html"
    return render(request, template, {"run": run, **told(run)})


def told(run: ImportRun) -> dict[str, Any]:
    """A run in the reader's words."""
    preview = run.preview
    counts = [
        {"label": record_label(record), **{verdict: found[verdict] for verdict in ("created", "changed", "unchanged")}}
        for record, found in run.detail.get("records", {}).items()
    ]
    faults = [
        one | {"reason": reason_text(one["code"], one["params"]), "effect": effect_text(one["effect"])}
        for one in preview.get("refused", [])
    ]
    return {
        "message": message_text(run.message),
        "counts": counts,
        "faults": faults,
        "colleges": preview.get("colleges", []),
        "created": [one | {"label": record_label(one["record"])} for one in preview.get("created", [])],
        "changed": [
            one | {"label": record_label(one["record"]), "fields": changes(one)} for one in preview.get("changed", [])
        ],
        "percent": round(100 * run.fraction_done),
        "decides": run.dry_run and run.state in {ImportState.PREVIEWED, ImportState.REFUSED} and bool(run.upload),
    }


def changes(example: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    return [(field_label(field), held, offered) for field, (held, offered) in example.get("fields", {}).items()]


@require_POST
@signed_in_with("directory.run_import")
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Import for good a file whose preview was seen."""
    run = own_run(request, pk)
    try:
        good = confirm_import(run=run, keep_good_rows=bool(request.POST.get("keep_good_rows")), by=person(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("office:import", run.pk)
    perform.defer(run_id=good.pk)
    messages.success(request, _("The import has been asked for."))
    return redirect("office:import", good.pk)


@login_required
def report(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """Every row refused and every value left out, as a file."""
    run = own_run(request, pk)
    if not run.report or kind not in {"csv", "xlsx"}:
        raise Http404
    name = f"report-{run.pk}.{kind}"
    if kind == "csv":
        answer = StreamingHttpResponse(csv_lines(run), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
    file = NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the answer closes it
    write_xlsx(run, Path(file.name))
    return FileResponse(file, as_attachment=True, filename=name)
