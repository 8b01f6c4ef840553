"""Expressions of interest: sent, read, answered, introduced, met, closed; nobody is reminded more than twice."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.domain.interest_letters import (
    remind,
    tell_answer,
    tell_introduction,
    tell_passed_on,
    tell_receivers,
)
from grappe.apps.partnerships.enums import OPEN_INTERESTS, UNANSWERED, InterestOutcome, InterestState
from grappe.apps.partnerships.errors import InterestRefusedError
from grappe.apps.partnerships.models import FindConsent, Interest, PartnershipProfile
from grappe.apps.partnerships.queries.interests import PARTS
from grappe.apps.partnerships.queries.profiles import published_profiles

LONGEST = 4000
# A reminder after ten days of silence, a second and last one after twenty more.
WAITS = (timedelta(days=10), timedelta(days=20))
LONGEST_MEANS = 300


def express_interest(
    *, profile: PartnershipProfile, body: Organisation | Cluster, message: str, is_simulated: bool = False, by: User
) -> Interest:
    """Answer a published profile in the name of an organisation or a cluster."""
    text = message.replace("\x00", "").strip()
    if not text or len(text) > LONGEST:
        raise InterestRefusedError(_("Write a message of at most %(count)d characters.") % {"count": LONGEST})
    if not published_profiles(today=timezone.localdate()).filter(pk=profile.pk).exists():
        raise InterestRefusedError(_("This profile is not published any more."))
    if body == profile.body:
        raise InterestRefusedError(_("This profile is your own: choose another."))
    owner = {"cluster" if isinstance(body, Cluster) else "organisation": body}
    with recorded(by=by, verb="express_interest"):
        try:
            with transaction.atomic():
                interest = Interest.objects.create(
                    profile=profile, message=text, sent_by=by, is_simulated=is_simulated, **owner
                )
        except IntegrityError as error:
            raise InterestRefusedError(_("You have answered this profile already: follow that answer.")) from error
        record_action(by=by, verb="express_interest", target=interest, profile=profile.pk)
        tell_receivers(interest)
    return interest


def approach(*, receiver: Organisation | Cluster, body: Organisation | Cluster, message: str, by: User) -> Interest:
    """Write to a body that consented to be found and has no profile to answer."""
    text = message.replace("\x00", "").strip()
    if not text or len(text) > LONGEST:
        raise InterestRefusedError(_("Write a message of at most %(count)d characters.") % {"count": LONGEST})
    to = {"cluster" if isinstance(receiver, Cluster) else "organisation": receiver}
    if not FindConsent.objects.filter(**to).exists():
        raise InterestRefusedError(_("It has not consented to be found: write to its cluster instead."))
    if body == receiver:
        raise InterestRefusedError(_("This is your own organisation: choose another."))
    owner = {"cluster" if isinstance(body, Cluster) else "organisation": body}
    written = {f"to_{name}": value for name, value in to.items()}
    if Interest.objects.filter(**owner, **written, state__in=OPEN_INTERESTS).exists():
        raise InterestRefusedError(_("You have written to it already: follow that message."))
    with recorded(by=by, verb="approach"):
        interest = Interest.objects.create(message=text, sent_by=by, **owner, **written)
        record_action(by=by, verb="approach", target=interest)
        tell_receivers(interest)
    return interest


def read_interest(*, interest: Interest, by: User) -> Interest:
    """Note that the other side has read it, once."""
    with recorded(by=by, verb="read_interest"):
        held = locked(interest)
        if held.state == InterestState.SENT:
            held.state, held.read_at = InterestState.READ, timezone.now()
            held.save()
            record_action(by=by, verb="read_interest", target=held)
    return held


def pass_interest_on(*, interest: Interest, how: str, by: User) -> Interest:
    """Note that an officer has told a receiver whom nobody speaks for here, by mail, by telephone or in person."""
    means = how.replace("\x00", "").strip()
    if not means or len(means) > LONGEST_MEANS:
        raise InterestRefusedError(_("Say in a few words how you passed it on."))
    with recorded(by=by, verb="pass_interest_on"):
        held = locked(interest)
        if held.state not in UNANSWERED:
            raise InterestRefusedError(_("This expression of interest is answered already."))
        held.passed_on_how, held.passed_on_by, held.passed_on_at = means, by, timezone.now()
        held.save()
        record_action(by=by, verb="pass_interest_on", target=held)
        tell_passed_on(held)
    return held


def answer_interest(*, interest: Interest, reply: str, accepts: bool, by: User) -> Interest:
    """Answer: both sides then know whom to write to; or decline, which ends it."""
    text = reply.replace("\x00", "").strip()
    if len(text) > LONGEST or not (text or accepts):
        raise InterestRefusedError(_("Say in a few words why not: the other side reads it."))
    with recorded(by=by, verb="answer_interest"):
        held = locked(interest)
        if held.state not in UNANSWERED:
            raise InterestRefusedError(_("This expression of interest is answered already."))
        held.state = InterestState.ANSWERED if accepts else InterestState.DECLINED
        held.reply, held.answered_by, held.answered_at = text, by, timezone.now()
        held.save()
        record_action(by=by, verb="answer_interest", target=held, accepts=accepts)
        tell_answer(held)
    return held


def introduce_interest(*, interest: Interest, text: str, by: User) -> Interest:
    """An officer who knows both sides brings them together."""
    words = text.replace("\x00", "").strip()
    if not words or len(words) > LONGEST:
        raise InterestRefusedError(_("Write a message of at most %(count)d characters.") % {"count": LONGEST})
    with recorded(by=by, verb="introduce_interest"):
        held = locked(interest)
        if held.state not in {*UNANSWERED, InterestState.ANSWERED}:
            raise InterestRefusedError(_("They know each other already, or it is closed."))
        held.state, held.introduction, held.introduced_by = InterestState.INTRODUCED, words, by
        held.introduced_at = timezone.now()
        held.save()
        record_action(by=by, verb="introduce_interest", target=held)
        tell_introduction(held)
    return held


def record_interest_meeting(*, interest: Interest, on: date, place: str, at_the_forum: bool, by: User) -> Interest:
    """Note that the two sides met, at a Forum or elsewhere."""
    with recorded(by=by, verb="record_interest_meeting"):
        held = locked(interest)
        if held.state not in {InterestState.ANSWERED, InterestState.INTRODUCED, InterestState.MET}:
            raise InterestRefusedError(_("Only two sides that have answered each other meet: answer first."))
        if on < timezone.localdate(held.sent_at):
            raise InterestRefusedError(_("They cannot have met before the first message: choose a later day."))
        held.state, held.met_on, held.met_at, held.met_at_the_forum = InterestState.MET, on, place[:200], at_the_forum
        held.save()
        record_action(by=by, verb="record_interest_meeting", target=held, on=on.isoformat())
    return held


def close_interest(*, interest: Interest, outcome: InterestOutcome, note: str, by: User) -> Interest:
    """Say what came of it."""
    with recorded(by=by, verb="close_interest"):
        held = locked(interest)
        if held.state not in OPEN_INTERESTS:
            raise InterestRefusedError(_("This expression of interest is closed already."))
        held.state, held.outcome, held.outcome_note = InterestState.CLOSED, outcome, note.strip()[:LONGEST]
        held.closed_at = timezone.now()
        held.save()
        record_action(by=by, verb="close_interest", target=held, outcome=outcome)
    return held


def remind_of_interests(*, now: datetime) -> int:
    """Remind those who have not answered: twice at most, then never again."""
    silent = Interest.objects.filter(state__in=UNANSWERED, reminders__lt=len(WAITS), sent_at__lte=now - WAITS[0])
    return sum(reminded(one, now) for one in silent.order_by("pk"))


def reminded(interest: Interest, now: datetime) -> bool:
    """Send one reminder if its time has come since the message or the one before."""
    with recorded(by=None, verb="remind_of_interest"):
        held = locked(interest)
        if held.state not in UNANSWERED or held.reminders >= len(WAITS):
            return False
        if (held.reminded_at or held.sent_at) > now - WAITS[held.reminders]:
            return False
        held.reminders, held.reminded_at = held.reminders + 1, now
        held.save()
        record_action(by=None, verb="remind_of_interest", target=held)
        remind(held)
    return True


def locked(interest: Interest) -> Interest:
    rows = Interest.objects.select_related(*PARTS)
    return rows.select_for_update(of=("self",)).get(pk=interest.pk)
