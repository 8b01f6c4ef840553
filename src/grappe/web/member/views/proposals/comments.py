from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.calls.domain.comments import comment_proposal, settle_comment
from grappe.web.access import done_or_refused, person
from grappe.web.member.forms.proposals import WordsForm
from grappe.web.member.proposal_records import own_proposal, page_of


@login_required
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """What the authors tell each other; open ones first."""
    held = own_proposal(request, pk)
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        comment_proposal(proposal=held, text=form.cleaned_data["text"], by=person(request))
        return redirect("member:proposal_comments", held.pk)
    rows = held.comments.select_related("made_by", "question")
    context = page_of(
        request,
        held,
        "proposal_comments",
        form=form,
        unsettled=rows.filter(settled_at=None),
        settled=rows.exclude(settled_at=None),
    )
    return render(request, "member/proposals/comments.html", context)


@login_required
@require_POST
def settle(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    held = own_proposal(request, pk)
    row, user = get_object_or_404(held.comments, pk=comment), person(request)
    done_or_refused(request, _("Settled."), lambda: settle_comment(comment=row, by=user))
    return redirect("member:proposal_comments", held.pk)
