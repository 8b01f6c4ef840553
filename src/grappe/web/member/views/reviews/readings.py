"""What an expert has to read, and her reviews."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.reviews.domain.readings import accept_reading, decline_reading
from grappe.apps.reviews.domain.reviewing import save_review, send_review
from grappe.apps.reviews.enums import STANDING, PanelPhase
from grappe.apps.reviews.models import PanelSeat, Reading, Review
from grappe.apps.reviews.queries.criteria import criteria_of
from grappe.apps.reviews.rules import TALKING, runs_panel, shut_out
from grappe.apps.reviews.tasks import compute
from grappe.web.access import done_or_refused, person, signed_in_with
from grappe.web.member.forms.reviews import AnswerForm, ReviewForm
from grappe.web.member.review_records import content_of, own_reading

SAVED = "member/reviews/saved.html"


@signed_in_with("reviews.describe_oneself")
@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """One's panels and what each waits for; a proposal one is tied to since is no longer there."""
    user = person(request)
    seats = PanelSeat.objects.filter(user=user).select_related("panel__round__call")
    rows = Reading.objects.filter(expert=user, state__in=STANDING).select_related("proposal", "panel", "review")
    panels = [
        {
            "panel": seat.panel,
            "bids": seat.panel.phase == PanelPhase.BIDS,
            "talks": seat.panel.phase in TALKING,
            "runs": runs_panel(user, seat.panel),
            "readings": [
                (one, getattr(one, "review", None))
                for one in rows
                if one.panel_id == seat.panel_id and one.proposal_id not in shut_out(user, seat.panel)
            ],
        }
        for seat in seats
    ]
    return render(request, "member/reviews/readings.html", {"panels": panels})


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept to read a proposal, or give it back: another expert is then looked for."""
    held, user = own_reading(request, pk, "reviews.answer_reading"), person(request)
    form = AnswerForm(request.POST)
    if "accept" in request.POST:
        done_or_refused(
            request, _("Thank you: the proposal is yours to read."), lambda: accept_reading(reading=held, by=user)
        )
    elif form.is_valid():
        try:
            run = decline_reading(reading=held, by=user, **form.cleaned_data)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            compute.defer(run_id=run.pk)
            messages.success(request, _("The proposal is given back: another expert is looked for."))
    return redirect("member:readings")


@login_required
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposal beside its review; saved as it is written, sent in once."""
    held, user = own_reading(request, pk, "reviews.write_review"), person(request)
    criteria = list(criteria_of(held.panel.round))
    form = ReviewForm(request.POST or None, review=review_of(held), criteria=criteria)
    is_quiet = bool(getattr(request, "htmx", False))
    if form.is_bound and form.is_valid():
        values, seen = form.texts, form.cleaned_data["seen"]
        try:
            saved = save_review(reading=held, values=values, scores=form.scores, seen=seen, by=user)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            return render(request, SAVED, {"review": saved}) if is_quiet else after_saving(request, held)
    if is_quiet:
        return render(request, "member/reviews/not_saved.html", {"form": form})
    return render(request, "member/reviews/review.html", whole_page(held, form))


def after_saving(request: HttpRequest, held: Reading) -> HttpResponse:
    """The text is kept, whether or not it can be sent in as it is."""
    if "send" not in request.POST:
        messages.success(request, _("Saved."))
        return redirect("member:review", held.pk)
    done = _("Your review is sent in. The others' are open to you now.")
    if done_or_refused(request, done, lambda: send_review(reading=held, by=person(request))):
        return redirect("member:panel_file", held.proposal_id)
    return redirect("member:review", held.pk)


def review_of(held: Reading) -> Review | None:
    return Review.objects.filter(reading=held).prefetch_related("scores").first()


def whole_page(held: Reading, form: ReviewForm) -> dict[str, object]:
    return content_of(held.proposal, held.panel) | {
        "reading": held,
        "panel": held.panel,
        "form": form,
        "review": review_of(held),
        "may_write": held.panel.phase == PanelPhase.REVIEWS,
        "decline": AnswerForm(),
    }
