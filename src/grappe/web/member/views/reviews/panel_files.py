"""What a panel does together: bids, talk, votes; and what the lead answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grappe.apps.accounts.models import User
from grappe.apps.calls.models import Proposal
from grappe.apps.reviews.domain.panel_talk import answer_reviews, speak, vote
from grappe.apps.reviews.domain.panels import place_bid
from grappe.apps.reviews.enums import BidValue, BlindMode, PanelPhase
from grappe.apps.reviews.models import Bid, LeadAnswer, Review, ReviewPanel
from grappe.apps.reviews.queries.criteria import mark_of
from grappe.apps.reviews.queries.hearings import HEARD
from grappe.apps.reviews.queries.readable import readable_reviews, visible_proposals
from grappe.apps.reviews.rules import panel_of
from grappe.web.access import done_or_refused, person
from grappe.web.attached import attached_file
from grappe.web.member.forms.reviews import HearingForm, PostForm, VoteForm
from grappe.web.member.review_records import content_of, own_panel, seen_proposal


@login_required
def bids(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposals one may read, with what one would like to."""
    panel, user = own_panel(request, pk), person(request)
    proposals = list(visible_proposals(user, panel).order_by("reference"))
    if request.method == "POST":
        done_or_refused(request, _("Your wishes are kept."), lambda: keep_bids(request, panel, proposals))
        return redirect("member:bids", panel.pk)
    given = dict(Bid.objects.filter(seat__panel=panel, seat__user=user).values_list("proposal_id", "value"))
    context = {
        "panel": panel,
        "rows": [(one, given.get(one.pk, "")) for one in proposals],
        "choices": BidValue.choices,
        "is_open": panel.phase == PanelPhase.BIDS,
    }
    return render(request, "member/reviews/bids.html", context)


def keep_bids(request: HttpRequest, panel: ReviewPanel, proposals: list[Proposal]) -> None:
    for one in proposals:
        value = request.POST.get(f"bid_{one.pk}", "")
        if value in BidValue.values:
            place_bid(panel=panel, proposal=one, value=BidValue(value), by=person(request))


@login_required
def panel_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposal with the reviews one may read, the lead's answer, the panel's talk and votes."""
    proposal, panel = seen_proposal(request, pk, "reviews.see_file")
    user = person(request)
    if request.method == "POST":
        take_part(request, proposal)
        return redirect("member:panel_file", proposal.pk)
    reviews = list(readable_reviews(user, panel).filter(reading__proposal=proposal))
    # Before one's own review is in, neither the others' nor what is said of them.
    talks = user.has_perm("reviews.discuss", proposal) and not own_review_missing(user, proposal)
    context = content_of(proposal, panel) | {
        "panel": panel,
        "reviews": [(one, mark_of(one)) for one in reviews],
        "answer": LeadAnswer.objects.filter(proposal=proposal).first() if reviews else None,
        "talks": talks,
        "posts": proposal.discussion.select_related("said_by") if talks else [],
        "votes": proposal.panel_votes.select_related("user") if talks else [],
        "meets": panel.phase == PanelPhase.MEETING,
        "post": PostForm(),
        "vote": VoteForm(),
    }
    return render(request, "member/reviews/panel_file.html", context)


@login_required
@require_safe
def review_file(request: HttpRequest, pk: int, attachment: int) -> HttpResponseBase:
    """A file of a proposal that one reads; in the double-blind mode it may name a partner and is not given."""
    proposal, panel = seen_proposal(request, pk, "reviews.see_file")
    if panel.blind_mode == BlindMode.DOUBLE:
        raise Http404
    return attached_file(proposal, attachment)


def own_review_missing(user: User, proposal: Proposal) -> bool:
    own = proposal.readings.filter(expert=user, state__in=["asked", "accepted"])
    return own.exists() and not Review.objects.filter(reading__in=own, sent_at__isnull=False).exists()


def take_part(request: HttpRequest, proposal: Proposal) -> None:
    """Say something or vote, whichever form was sent."""
    user = person(request)
    if not user.has_perm("reviews.discuss", proposal) or own_review_missing(user, proposal):
        raise Http404
    said, voted = PostForm(request.POST), VoteForm(request.POST)
    if "value" in request.POST and voted.is_valid():
        value = voted.cleaned_data["value"]
        done_or_refused(request, _("Your vote is recorded."), lambda: vote(proposal=proposal, value=value, by=user))
    elif said.is_valid():
        text = said.cleaned_data["text"]
        done_or_refused(request, _("Said."), lambda: speak(proposal=proposal, text=text, by=user))
    else:
        messages.error(request, _("Write something first."))


@login_required
def hearing(request: HttpRequest, pk: int) -> HttpResponse:
    """The lead reads the reviews, without what is for the panel only, and answers."""
    proposal = get_object_or_404(Proposal.objects.select_related("round__call"), pk=pk)
    panel = panel_of(proposal)
    if panel is None or panel.phase not in HEARD or not person(request).has_perm("reviews.be_heard", proposal):
        raise Http404
    held = LeadAnswer.objects.filter(proposal=proposal).first()
    form = HearingForm(request.POST or None, initial={"text": held.text if held else ""})
    if form.is_bound and form.is_valid():
        text = form.cleaned_data["text"]
        done_or_refused(
            request,
            _("Your answer is kept: the panel reads it."),
            lambda: answer_reviews(proposal=proposal, text=text, by=person(request)),
        )
        return redirect("member:hearing", proposal.pk)
    reviews = Review.objects.filter(reading__proposal=proposal, sent_at__isnull=False)
    # In an order that tells nothing of who wrote them.
    context = {
        "proposal": proposal,
        "panel": panel,
        "reviews": reviews.select_related("reading__expert").order_by("strengths", "pk"),
        "names": panel.blind_mode == BlindMode.OPEN,
        "form": form if panel.phase == PanelPhase.HEARING else None,
        "answer": held,
    }
    return render(request, "member/reviews/hearing.html", context)
