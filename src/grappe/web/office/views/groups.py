"""A cluster registers its people together, row by row or by a file."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.models import Cluster
from grappe.apps.directory.queries.scope import managed_clusters
from grappe.apps.forum.domain.groups import GroupOutcome, register_group
from grappe.apps.forum.domain.registrations import is_registration_open
from grappe.apps.forum.enums import RegistrationState
from grappe.apps.forum.group_sheets import Sheet, read_sheet
from grappe.apps.forum.models import Edition, GroupRegistration
from grappe.apps.forum.queries.editions import editions_seen_by
from grappe.apps.forum.queries.invoice_lists import invoices_with_payments
from grappe.web.access import person, require
from grappe.web.office.forms.groups import (
    SHEET_MB,
    BasePeople,
    GroupForm,
    PersonForm,
    SheetForm,
    people_formset,
    people_of_sheet,
    rows_typed,
)
from grappe.web.office.forum_records import page_of
from grappe.web.office.records import own_cluster
from grappe.web.ui.exports import Column, export, is_format
from grappe.web.ui.templatetags.naming import in_language


def edition_for_groups(request: HttpRequest, slug: str) -> Edition:
    """An edition to register groups for: organisers and cluster officers."""
    edition = get_object_or_404(editions_seen_by(request.user), slug=slug)
    user = person(request)
    if not user.has_perm("forum.manage_registrations", edition):
        require(request, "forum.register_group")
    return edition


def groups_seen(request: HttpRequest, edition: Edition) -> QuerySet[GroupRegistration]:
    """An organiser sees every group, an officer those of her clusters."""
    user = person(request)
    rows = edition.groups.select_related("cluster", "contact")
    if not user.has_perm("forum.manage_registrations", edition):
        rows = rows.filter(cluster__in=managed_clusters(user))
    return rows


@login_required
@require_safe
def groups(request: HttpRequest, edition: str) -> HttpResponse:
    """The groups registered, and the clusters one may register a group for."""
    held = edition_for_groups(request, edition)
    confirmed = Count("registrations", filter=Q(registrations__state=RegistrationState.CONFIRMED))
    context = page_of(
        request,
        held,
        "groups",
        groups=groups_seen(request, held).annotate(people=Count("registrations"), confirmed=confirmed),
        clusters=managed_clusters(person(request)).order_by("name_key"),
        is_open=is_registration_open(held),
    )
    return render(request, "office/forum/groups.html", context)


@login_required
@require_safe
def group(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """The people of one group, and its invoices."""
    held = edition_for_groups(request, edition)
    one = get_object_or_404(groups_seen(request, held), pk=pk)
    context = page_of(
        request,
        held,
        "groups",
        group=one,
        people=one.registrations.select_related("category"),
        invoices=invoices_with_payments().filter(group=one),
        may_invoice=one.pays_together and person(request).has_perm("forum.manage_invoices", held),
    )
    return render(request, "office/forum/group.html", context)


@login_required
def register(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """The table of people; a file fills it, and is checked with it."""
    held = edition_for_groups(request, edition)
    cluster = own_cluster(request, slug)
    if request.method != "POST":
        return show(request, held, cluster, GroupForm(), people_formset(held))
    form = GroupForm(request.POST)
    if "read" in request.POST:
        return read(request, held, cluster)
    if "more" in request.POST:
        known = people_formset(held, known=rows_typed(request.POST))
        return show(request, held, cluster, GroupForm(initial=request.POST.dict()), known)
    people = people_formset(held, request.POST)
    if form.is_valid() and people.is_valid():
        try:
            outcome = register_group(
                edition=held,
                cluster=cluster,
                people=[(one.cleaned_data["category"], one.attendee) for one in people.filled],
                key=form.cleaned_data["key"],
                pays_together=form.cleaned_data["pays_together"],
                by=person(request),
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            tell(request, outcome)
            return redirect("office:group", held.slug, outcome.group.pk)
    return show(request, held, cluster, form, people, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def read(request: HttpRequest, edition: Edition, cluster: Cluster) -> HttpResponse:
    """Fill the table with a file; what is wrong in it is told by its lines."""
    sheet_form = SheetForm(files=request.FILES)
    form = GroupForm(initial={"pays_together": bool(request.POST.get("pays_together"))})
    if sheet_form.is_valid():
        file = sheet_form.cleaned_data["file"]
        if (file.size or 0) > SHEET_MB << 20:
            sheet_form.add_error("file", _("The file is larger than %(limit)s MB.") % {"limit": SHEET_MB})
        else:
            try:
                sheet = sheet_of(file)
            except RefusedError as refusal:
                sheet_form.add_error("file", str(refusal))
            else:
                people = people_of_sheet(edition, sheet)
                faults = list(faults_of(sheet, people))
                context = {"faults": faults, "sheet": sheet, "sheet_form": SheetForm()}
                status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
                return show(request, edition, cluster, form, people, status=status, **context)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return show(request, edition, cluster, form, people_formset(edition), status=status, sheet_form=sheet_form)


def sheet_of(file: Any) -> Sheet:
    """The file's rows; it is kept no longer than the reading takes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sheet"
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        return read_sheet(path)


def faults_of(sheet: Sheet, people: BasePeople) -> Iterator[tuple[int, str, str]]:
    """Line, column and reason of everything that is wrong, in the order of the file."""
    found: list[tuple[int, str, str]] = [(fault.line, "", fault.reason) for fault in sheet.faults]
    for row, form in zip(sheet.rows, people.forms, strict=True):
        for name, errors in form.errors.items():
            label = str(form.fields[name].label) if name in form.fields else ""
            found += [(row.line, label, str(error)) for error in errors]
    yield from sorted(found)


def show(
    request: HttpRequest,
    edition: Edition,
    cluster: Cluster,
    form: GroupForm,
    people: BasePeople,
    *,
    status: int = HTTPStatus.OK,
    **extra: Any,
) -> HttpResponse:
    context = page_of(
        request,
        edition,
        "groups",
        cluster=cluster,
        form=form,
        people=people,
        is_open=is_registration_open(edition),
        **({"sheet_form": SheetForm(), "faults": [], "sheet": None} | extra),
    )
    return render(request, "office/forum/register_group.html", context, status=status)


def tell(request: HttpRequest, outcome: GroupOutcome) -> None:
    made = len(outcome.registrations)
    waiting = sum(one.state != RegistrationState.CONFIRMED for one in outcome.registrations)
    messages.success(
        request, ngettext("%(n)s person is registered.", "%(n)s people are registered.", made) % {"n": made}
    )
    if waiting:
        text = ngettext(
            "%(n)s of them waits for a place or an approval.", "%(n)s of them wait for a place or an approval.", waiting
        )
        messages.warning(request, text % {"n": waiting})
    if outcome.known:
        text = _("Registered already, left as they were: %(addresses)s")
        messages.info(request, text % {"addresses": ", ".join(outcome.known)})


@login_required
@require_safe
def model(request: HttpRequest, edition: str, kind: str) -> HttpResponseBase:
    """An empty list with its columns and one line for each category, as an example."""
    held = edition_for_groups(request, edition)
    if not is_format(kind) or kind == "json":
        raise Http404
    names = [name for name in PersonForm.base_fields if name != "line"]
    columns = [Column(name, PersonForm.base_fields[name].label or "", example(name)) for name in names]
    return export(held.categories.filter(is_offered=True), columns, kind=kind, name=f"group-{held.slug}")


def example(name: str) -> Any:
    return in_language if name == "category" else lambda _category: ""
