"""Editions of the Forum: the list, a new one, the settings of one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.editions import change_edition, create_edition
from grappe.apps.forum.models import Edition
from grappe.apps.forum.queries.editions import editions_worked_for
from grappe.web.access import person, signed_in_with
from grappe.web.office.forms.forum import EditionForm
from grappe.web.office.forum_records import page_of, tabs_for
from grappe.web.office.records import own_edition


@signed_in_with("forum.enter_office")
@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """The editions this person works for, each with the parts she may open."""
    user = person(request)
    rows = [(one, tabs_for(user, one)) for one in editions_worked_for(user)]
    return render(
        request, "office/forum/editions.html", {"rows": rows, "may_add": user.has_perm("forum.create_edition")}
    )


@signed_in_with("forum.create_edition")
def add(request: HttpRequest) -> HttpResponse:
    form = EditionForm(None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        held = keep(request, form, None)
        if held is not None:
            messages.success(request, _("The edition is prepared; announce it by its state when it is ready."))
            return redirect("office:forum_edition", held.slug)
    return render(request, "office/forum/add_edition.html", {"form": form})


@login_required
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    held = own_edition(request, slug, "forum.manage_edition")
    form = EditionForm(held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = keep(request, form, held)
        if kept is not None:
            messages.success(request, _("Saved."))
            return redirect("office:forum_edition", kept.slug)
        held = own_edition(request, slug, "forum.manage_edition")
    return render(request, "office/forum/edition.html", page_of(request, held, "forum_edition", form=form))


def keep(request: HttpRequest, form: EditionForm, held: Edition | None) -> Edition | None:
    """The edition with what the form says; None where it cannot be, with the reason in the form."""
    by = person(request)
    try:
        with transaction.atomic():
            if held is None:
                kept = create_edition(values=form.values, by=by)
            else:
                kept = change_edition(edition=held, values=form.values, by=by)
            kept.themes.set(form.cleaned_data["themes"])
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
    except IntegrityError:
        form.add_error(None, _("Another edition has this number or this short address."))
    else:
        return kept
    return None
