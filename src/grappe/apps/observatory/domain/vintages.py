"""Freeze the year's figures: what was published stays as it was."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.observatory.models import ScoreboardVintage
from grappe.apps.observatory.queries.scoreboard import scoreboard


class NotAllowedError(RefusedError):
    """The person may not publish the programme's figures."""


class AlreadyPublishedError(RefusedError):
    """The year's figures stand already."""


def publish_vintage(*, year: int, today: date, by: User) -> ScoreboardVintage:
    """Count the real records of the day and keep the figures under a year, for good."""
    if not by.has_perm("observatory.publish_scoreboard"):
        raise NotAllowedError(_("Only the programme office publishes the programme’s figures."))
    with recorded(by=by, verb="publish_scoreboard"):
        tables = scoreboard(today=today, with_simulated=False)
        try:
            with transaction.atomic():
                vintage = ScoreboardVintage.objects.create(year=year, counted_on=today, tables=tables, published_by=by)
        except IntegrityError:
            raise AlreadyPublishedError(_("The figures of this year are published, and stay as they are.")) from None
        record_action(by=by, verb="publish_scoreboard", target=vintage, year=year)
    return vintage
