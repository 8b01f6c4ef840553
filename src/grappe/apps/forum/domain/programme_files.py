"""The programme brought in from a file, and what that would change."""

from dataclasses import dataclass

from django.db import transaction

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.programme_rows import write_programme
from grappe.apps.forum.domain.snapshots import confirmed_programme, programme_of
from grappe.apps.forum.exchange.changes import Change, changes_between
from grappe.apps.forum.exchange.opening import open_programme
from grappe.apps.forum.models import Edition


@dataclass(frozen=True)
class ImportOutcome:
    """How many sessions the file holds, and what is different after it."""

    sessions: int
    changes: list[Change]


def import_programme(
    *, edition: Edition, data: bytes, drop_others: bool = False, dry_run: bool = False, by: User | None
) -> ImportOutcome:
    """Read a schedule (pretalx or frab JSON, schedule XML) into the edition.

    A session is known again by its guid. Sessions that the file does not name stay, or go back to draft with
    ``drop_others``. A dry run writes everything and takes it back, so it refuses what the import would refuse.
    """
    known = programme_of(edition, edition.sessions.all())
    programme = open_programme(data, zone=edition.zone, known=known)
    with recorded(by=by, verb="import_programme"):
        before = confirmed_programme(edition)
        write_programme(edition=edition, programme=programme, drop_others=drop_others)
        outcome = ImportOutcome(len(programme.sessions), changes_between(before, confirmed_programme(edition)))
        record_action(by=by, verb="import_programme", target=edition, sessions=outcome.sessions)
        transaction.set_rollback(dry_run)
    return outcome
