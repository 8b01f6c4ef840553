from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.users import update_profile
from grappe.web.access import person
from grappe.web.member.forms.account import ProfileForm


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Name and language, and the way to everything about signing in."""
    user = person(request)
    held = {"full_name": user.full_name, "language": user.language}
    form = ProfileForm(request.POST or None, initial=held)
    if request.method == "POST" and form.is_valid():
        update_profile(user=user, by=user, **form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("member:profile")
    return render(request, "member/profile.html", {"form": form})
