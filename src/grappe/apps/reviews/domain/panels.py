"""A panel: opened for a round, peopled, led from phase to phase."""

from typing import Any

from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.models import CallRound, Proposal
from grappe.apps.reviews.enums import BidValue, PanelPhase
from grappe.apps.reviews.errors import InConflictError, ReviewRefusedError
from grappe.apps.reviews.models import Bid, PanelSeat, Reading, ReviewPanel
from grappe.apps.reviews.rules import forget_panel_rights, shut_out


def open_panel(*, round: CallRound, by: User | None) -> ReviewPanel:  # noqa: A002
    """The panel of a round, made the first time it is asked for."""
    with recorded(by=by, verb="open_panel"):
        panel, made = ReviewPanel.objects.get_or_create(round=round)
        if made:
            record_action(by=by, verb="open_panel", target=panel)
    return panel


def change_panel(*, panel: ReviewPanel, values: dict[str, Any], by: User) -> ReviewPanel:
    with recorded(by=by, verb="change_panel"):
        held = lock_panel(panel)
        before = {name: str(getattr(held, name)) for name in values}
        for name, value in values.items():
            setattr(held, name, value)
        if held.seniors > held.readings:
            raise ReviewRefusedError(_("More experienced experts are asked for than experts: lower the first number."))
        held.save()
        changed = {name: old for name, old in before.items() if old != str(getattr(held, name))}
        record_action(by=by, verb="change_panel", target=held, before=changed)
    return held


def set_phase(*, panel: ReviewPanel, phase: PanelPhase, by: User) -> ReviewPanel:
    """Lead the panel on, or back; reviews sent in stay."""
    with recorded(by=by, verb="set_phase"):
        held = lock_panel(panel)
        before, held.phase = held.phase, phase
        held.save(update_fields=["phase"])
        record_action(by=by, verb="set_phase", target=held, before={"phase": before}, phase=phase)
    return held


def seat_expert(*, panel: ReviewPanel, user: User, is_chair: bool = False, by: User) -> PanelSeat:
    with recorded(by=by, verb="seat_expert"):
        if not hasattr(user, "expert_profile"):
            raise ReviewRefusedError(_("This person has not filled in an expert profile yet: ask for it first."))
        seat, _made = PanelSeat.objects.update_or_create(panel=panel, user=user, defaults={"is_chair": is_chair})
        record_action(by=by, verb="seat_expert", target=seat, user=user.pk)
    forget_panel_rights(user)
    return seat


def unseat_expert(*, seat: PanelSeat, by: User) -> None:
    """Take an expert off the panel, as long as nothing was given her to read."""
    with recorded(by=by, verb="unseat_expert"):
        if Reading.objects.filter(panel=seat.panel_id, expert=seat.user_id).exists():
            raise ReviewRefusedError(_("This expert has proposals to read: let another assignment take them first."))
        record_action(by=by, verb="unseat_expert", target=seat, user=seat.user_id)
        seat.delete()
    forget_panel_rights(seat.user)


def place_bid(*, panel: ReviewPanel, proposal: Proposal, value: BidValue, by: User) -> Bid:
    """Say whether one would like to read a proposal; the last word counts."""
    with recorded(by=by, verb="place_bid"):
        held = lock_panel(panel)
        if held.phase != PanelPhase.BIDS:
            raise ReviewRefusedError(_("Bids are not open: see the phase of the panel."))
        if proposal.pk in shut_out(by, held):
            raise InConflictError(_("You are tied to this proposal: there is nothing to bid for."))
        seat = PanelSeat.objects.get(panel=held, user=by)
        bid, _made = Bid.objects.update_or_create(seat=seat, proposal=proposal, defaults={"value": value})
    return bid


def lock_panel(panel: ReviewPanel) -> ReviewPanel:
    return ReviewPanel.objects.select_for_update(of=("self",)).select_related("round__call").get(pk=panel.pk)
