"""One decision on one waiting request, of whatever kind; and many at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.claims import accept_claim, refuse_claim
from grappe.apps.directory.domain.cluster_conflicts import accept_cluster_conflict
from grappe.apps.directory.domain.conflicts import accept_conflict, keep_held_value
from grappe.apps.directory.domain.corrections import accept_correction, refuse_correction
from grappe.apps.directory.queries.scope import (
    waiting_claims,
    waiting_cluster_conflicts,
    waiting_conflicts,
    waiting_corrections,
)
from grappe.apps.projects.domain.values import accept_project_conflict
from grappe.apps.projects.queries.conflicts import waiting_project_conflicts


@dataclass(frozen=True)
class Kind:
    """A kind of request: its list, and what accepting and refusing one mean."""

    title: Promise
    waiting: Callable[[User], QuerySet[Any]]
    accept: Callable[[Any, str, User], object]
    refuse: Callable[[Any, str, User], object]
    accept_label: Promise
    refuse_label: Promise


TAKE, KEEP = _("Take the imported value"), _("Keep the held value")
KINDS = {
    "claims": Kind(
        _("Claims"),
        waiting_claims,
        lambda one, _answer, by: accept_claim(claim=one, by=by),
        lambda one, answer, by: refuse_claim(claim=one, answer=answer, by=by),
        _("Accept"),
        _("Refuse"),
    ),
    "corrections": Kind(
        _("Corrections"),
        waiting_corrections,
        lambda one, _answer, by: accept_correction(correction=one, by=by),
        lambda one, _answer, by: refuse_correction(correction=one, by=by),
        _("Accept"),
        _("Refuse"),
    ),
    "conflicts": Kind(
        _("Conflicts"),
        waiting_conflicts,
        lambda one, _answer, by: accept_conflict(conflict=one, by=by),
        lambda one, _answer, by: keep_held_value(conflict=one, by=by),
        TAKE,
        KEEP,
    ),
    "cluster_conflicts": Kind(
        _("Conflicts of clusters"),
        waiting_cluster_conflicts,
        lambda one, _answer, by: accept_cluster_conflict(conflict=one, by=by),
        lambda one, _answer, by: keep_held_value(conflict=one, by=by),
        TAKE,
        KEEP,
    ),
    "project_conflicts": Kind(
        _("Conflicts of projects"),
        waiting_project_conflicts,
        lambda one, _answer, by: accept_project_conflict(conflict=one, by=by),
        lambda one, _answer, by: keep_held_value(conflict=one, by=by),
        TAKE,
        KEEP,
    ),
}


@dataclass
class Outcome:
    """How many were decided, and why the others were not."""

    done: int = 0
    refusals: list[str] = field(default_factory=list)


def decide_all(rows: Iterable[Any], action: Callable[[Any], object]) -> Outcome:
    """Decide each on its own, so that one refusal does not undo the others."""
    outcome = Outcome()
    for row in rows:
        try:
            action(row)
        except RefusedError as refusal:
            outcome.refusals.append(str(refusal))
        else:
            outcome.done += 1
    return outcome
