"""What an expert says of herself: profile, ties, proposals she steps aside from."""

from typing import Any

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.models import Proposal
from grappe.apps.reviews.models import DeclaredConflict, DeclaredTie, ExpertProfile
from grappe.apps.reviews.rules import forget_panel_rights


def save_expert(*, user: User, values: dict[str, Any], by: User | None) -> ExpertProfile:
    """Keep what an expert says she knows, reads and has time for."""
    with recorded(by=by, verb="save_expert"):
        profile, _made = ExpertProfile.objects.update_or_create(user=user, defaults=values)
        record_action(by=by, verb="save_expert", target=profile)
    forget_panel_rights(user)
    return profile


def declare_tie(*, user: User, values: dict[str, Any], by: User | None) -> DeclaredTie:
    with recorded(by=by, verb="declare_tie"):
        tie = DeclaredTie.objects.create(user=user, **values)
        record_action(by=by, verb="declare_tie", target=tie)
    forget_panel_rights(user)
    return tie


def withdraw_tie(*, tie: DeclaredTie, by: User) -> None:
    """Take a declaration back; its history stays."""
    with recorded(by=by, verb="withdraw_tie"):
        record_action(by=by, verb="withdraw_tie", target=tie)
        tie.delete()
    forget_panel_rights(by)


def declare_conflict(*, proposal: Proposal, reason: str = "", by: User) -> DeclaredConflict:
    """Step aside from one proposal: from then on nothing of its reviews is shown to the person."""
    with recorded(by=by, verb="declare_conflict", reason=reason):
        held, made = DeclaredConflict.objects.get_or_create(user=by, proposal=proposal, defaults={"reason": reason})
        if made:
            record_action(by=by, verb="declare_conflict", target=held, reason=reason)
    forget_panel_rights(by)
    return held
