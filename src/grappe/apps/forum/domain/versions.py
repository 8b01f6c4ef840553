"""Versions of the programme: what visitors see, frozen, with what changed since the one before."""

from django.db.models import Max
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.places import lock_edition
from grappe.apps.forum.domain.programme_rows import write_programme
from grappe.apps.forum.domain.snapshots import confirmed_programme
from grappe.apps.forum.errors import ProgrammeRefusedError
from grappe.apps.forum.exchange.changes import Change, changes_between
from grappe.apps.forum.exchange.programme import Programme, in_order
from grappe.apps.forum.models import Edition, ProgrammeVersion


def publish_programme(*, edition: Edition, message: str = "", by: User | None) -> ProgrammeVersion:
    """Freeze the confirmed sessions as the next version; visitors see it from then on."""
    with recorded(by=by, verb="publish_programme", reason=message):
        lock_edition(edition.pk)
        programme = confirmed_programme(edition)
        if not programme.sessions:
            raise ProgrammeRefusedError(_("There is no confirmed session with a time yet: confirm one first."))
        before = newest_version(edition)
        if before is not None and frozen(before) == programme:
            raise ProgrammeRefusedError(_("Nothing has changed since the last version."))
        version = ProgrammeVersion.objects.create(
            edition=edition,
            number=(edition.programme_versions.aggregate(last=Max("number"))["last"] or 0) + 1,
            snapshot=programme.model_dump(mode="json"),
            changes=changes_between(frozen(before), programme) if before else [],
            message=message,
            published_by=by,
        )
        record_action(by=by, verb="publish_programme", target=edition, version=version.number, reason=message)
    return version


def restore_programme(*, version: ProgrammeVersion, by: User | None) -> None:
    """Bring days, rooms and sessions back to a version; sessions it does not know become drafts without a room.

    Visitors see it once it is published, as a version of its own.
    """
    edition = version.edition
    with recorded(by=by, verb="restore_programme"):
        write_programme(edition=edition, programme=frozen(version), drop_others=True)
        record_action(by=by, verb="restore_programme", target=edition, version=version.number)


def newest_version(edition: Edition) -> ProgrammeVersion | None:
    return edition.programme_versions.order_by("-number").first()


def frozen(version: ProgrammeVersion) -> Programme:
    return in_order(Programme.model_validate(version.snapshot))


def unpublished_changes(edition: Edition) -> list[Change]:
    """What the next version would change for visitors."""
    version = newest_version(edition)
    before = frozen(version) if version else Programme(time_zone=edition.time_zone)
    return changes_between(before, confirmed_programme(edition))
