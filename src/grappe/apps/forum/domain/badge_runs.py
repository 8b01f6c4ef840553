"""Badges of a whole edition: asked for on a page, set by the worker in files of two hundred, kept for a week."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.documents.badges import badges_pdf
from grappe.apps.forum.enums import BadgeRunState, RegistrationState
from grappe.apps.forum.errors import BadgesRefusedError
from grappe.apps.forum.models import BadgeRun, Edition, Registration

BADGES_A_FILE = 200
KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True)
class BadgeFile:
    """One file of a run: which badges it holds."""

    number: int
    first: int
    last: int
    is_ready: bool


def ask_for_badges(*, edition: Edition, only_new: bool, four_a_sheet: bool, by: User) -> BadgeRun:
    """Ask for the badges of every confirmed person, or of those who are in no run yet."""
    people = edition.registrations.filter(state=RegistrationState.CONFIRMED).order_by("full_name", "pk")
    keys = list(people.values_list("pk", flat=True))
    with recorded(by=by, verb="ask_for_badges"):
        if only_new:
            printed = printed_before(edition)
            keys = [key for key in keys if key not in printed]
        if not keys:
            raise BadgesRefusedError(_("There is no badge to print: nobody new is confirmed."))
        run = BadgeRun.objects.create(edition=edition, four_a_sheet=four_a_sheet, people=keys, asked_by=by)
        record_action(by=by, verb="ask_for_badges", target=run, badges=len(keys))
    return run


def printed_before(edition: Edition) -> set[int]:
    runs = edition.badge_runs.exclude(state=BadgeRunState.FAILED)
    return {key for people in runs.values_list("people", flat=True) for key in people}


def make_badges(*, run: BadgeRun) -> BadgeRun:
    """Set the files of a run one after the other; done again, it goes on where it stopped."""
    try:
        for file in files_of(run):
            if not file.is_ready:
                set_file(run, file)
    except Exception as error:
        run.state, run.failure = BadgeRunState.FAILED, type(error).__name__
        run.save(update_fields=["state", "failure"])
        raise
    run.state, run.finished_at = BadgeRunState.DONE, timezone.now()
    run.save(update_fields=["state", "finished_at"])
    return run


def set_file(run: BadgeRun, file: BadgeFile) -> None:
    keys = run.people[file.first - 1 : file.last]
    # Whoever has cancelled in the meantime gets no badge; the order is that of the run.
    people = Registration.objects.filter(pk__in=keys, state=RegistrationState.CONFIRMED).select_related("category")
    ordered = sorted(people, key=lambda one: keys.index(one.pk))
    name = file_name(run, file.number)
    default_storage.delete(name)
    default_storage.save(name, ContentFile(badges_pdf(run.edition, ordered, four=run.four_a_sheet)))
    run.state, run.done = BadgeRunState.MAKING, file.last
    run.save(update_fields=["state", "done"])


def files_of(run: BadgeRun) -> Iterator[BadgeFile]:
    for number, first in enumerate(range(1, len(run.people) + 1, BADGES_A_FILE), start=1):
        last = min(first + BADGES_A_FILE - 1, len(run.people))
        yield BadgeFile(number, first, last, run.done >= last)


def file_name(run: BadgeRun, number: int) -> str:
    return f"forum/badges/{run.pk}/{number:03d}.pdf"


def forget_old_badges() -> int:
    """Remove the files of old runs: they hold the names of everybody. Returns how many runs were removed."""
    old = list(BadgeRun.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR, done__gt=0))
    for run in old:
        for file in files_of(run):
            default_storage.delete(file_name(run, file.number))
        run.done = 0
        run.save(update_fields=["done"])
    return len(old)
