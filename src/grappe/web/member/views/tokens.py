from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from grappe.apps.accounts.domain.tokens import create_token, revoke_token
from grappe.web.access import person
from grappe.web.member.forms.account import TokenForm

SECRET = "token_shown_once"  # noqa: S105  # the session's key, not a secret


@login_required
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens; a new secret passes through the session once, so that a reload does not make another."""
    user = person(request)
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        token, secret = create_token(
            name=form.cleaned_data["name"], scopes=form.cleaned_data["scopes"], valid_for=form.valid_for, by=user
        )
        request.session[SECRET] = {"name": token.name, "secret": secret}
        return redirect("member:tokens")
    context = {
        "form": form,
        "tokens": user.api_tokens.all(),
        "fresh": request.session.pop(SECRET, None),
        "now": timezone.now(),
    }
    return render(request, "member/tokens.html", context)


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    user = person(request)
    token = get_object_or_404(user.api_tokens, pk=pk)
    revoke_token(token=token, by=user)
    messages.success(request, _("The token %(name)s opens nothing any more.") % {"name": token.name})
    return redirect("member:tokens")
