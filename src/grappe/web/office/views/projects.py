from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.edits import ChangedMeanwhileError
from grappe.apps.projects.domain.values import edit_project
from grappe.web.access import person
from grappe.web.office.forms.project import ProjectForm
from grappe.web.office.records import own_project


@login_required
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what the register holds of a project: from then on it is the officer's word."""
    held = own_project(request, pk)
    form = ProjectForm(held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, seen = form.cleaned_data["reason"], form.cleaned_data["seen"]
        try:
            edit_project(project=held, values=form.values, seen=seen, reason=reason, by=person(request))
        except ChangedMeanwhileError as refusal:
            form.add_error(None, str(refusal))
            form.show_held(refusal.held, refusal.seen)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("office:project", held.pk)
    return render(request, "office/project.html", {"project": held, "form": form})
