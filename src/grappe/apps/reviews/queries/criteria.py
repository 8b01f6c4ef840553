from django.db.models import Q, QuerySet

from grappe.apps.calls.models import CallRound, Criterion
from grappe.apps.reviews.models import Review


def criteria_of(round: CallRound) -> QuerySet[Criterion]:  # noqa: A002
    """What proposals of a round are judged by: the round's own criteria and its call's."""
    return Criterion.objects.filter(Q(round=round) | Q(call=round.call_id, round=None)).order_by("rank", "pk")


def mark_of(review: Review) -> float | None:
    """The weighted mean of a review's scores, from 0 to 100; None where nothing is scored."""
    marks = [
        (float(one.criterion.weight), (float(one.value) - one.criterion.lowest) / scale)
        for one in review.scores.all()
        if (scale := one.criterion.highest - one.criterion.lowest)
    ]
    weight = sum(share for share, _mark in marks)
    return 100 * sum(share * mark for share, mark in marks) / weight if weight else None
