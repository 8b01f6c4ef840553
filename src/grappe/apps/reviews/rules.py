"""Who may do what in the reviews. A conflict shuts a person out of a proposal whatever her role, the chair included."""

import rules
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from grappe.apps.accounts.models import User
from grappe.apps.accounts.rules import is_expert, is_programme_office
from grappe.apps.calls.enums import RECEIVED
from grappe.apps.calls.models import Proposal
from grappe.apps.calls.rules import is_in_charge, is_lead_author
from grappe.apps.directory.rules import is_officer
from grappe.apps.reviews.enums import STANDING, PanelPhase
from grappe.apps.reviews.models import PanelSeat, Reading, ReviewPanel
from grappe.apps.reviews.queries.conflicts import conflicts_between

Person = User | AnonymousUser
TALKING = (PanelPhase.DISCUSSION, PanelPhase.MEETING)


def panel_seats_of(user: Person) -> dict[int, bool]:
    """The panels a person sits on, and whether in the chair; read once per loaded user."""
    if not user.is_authenticated or not user.is_active:
        return {}
    held: dict[int, bool] | None = user.__dict__.get("_panels_held")
    if held is None:
        held = dict(user.panel_seats.values_list("panel_id", "is_chair"))
        user.__dict__["_panels_held"] = held
    return held


def shut_out(user: Person, panel: ReviewPanel) -> frozenset[int]:
    """The proposals of a panel of which a person may learn nothing; read once per loaded user."""
    if not isinstance(user, User):
        return frozenset(panel.round.proposals.values_list("pk", flat=True))
    held: dict[int, frozenset[int]] = user.__dict__.setdefault("_shut_out", {})
    if panel.pk not in held:
        proposals = list(panel.round.proposals.filter(state__in=RECEIVED))
        if panel.round.closes_at > timezone.now():
            # What can still be taken back and changed is its authors' own.
            held[panel.pk] = frozenset(one.pk for one in proposals)
        else:
            held[panel.pk] = frozenset(proposal for _user, proposal in conflicts_between([user], proposals))
    return held[panel.pk]


def forget_panel_rights(user: User | None) -> None:
    """Read a person's rights again at the next question."""
    for name in ("_panels_held", "_shut_out"):
        if user is not None:
            user.__dict__.pop(name, None)


def panel_of(proposal: Proposal) -> ReviewPanel | None:
    return ReviewPanel.objects.select_related("round__call").filter(round=proposal.round_id).first()


@rules.predicate
def chairs(user: Person, panel: ReviewPanel | None) -> bool:
    return panel is not None and bool(panel_seats_of(user).get(panel.pk))


@rules.predicate
def sits_on(user: Person, panel: ReviewPanel | None) -> bool:
    return panel is not None and panel.pk in panel_seats_of(user)


@rules.predicate
def is_in_charge_of_panel(user: Person, panel: ReviewPanel | None) -> bool:
    return panel is not None and bool(is_in_charge(user, panel.round))


@rules.predicate
def is_free_of(user: Person, proposal: Proposal | None) -> bool:
    """Without a conflict with a received proposal."""
    panel = panel_of(proposal) if proposal is not None and proposal.state in RECEIVED else None
    return panel is not None and proposal is not None and proposal.pk not in shut_out(user, panel)


@rules.predicate
def runs_panel_of(user: Person, proposal: Proposal | None) -> bool:
    panel = panel_of(proposal) if proposal is not None else None
    return bool(runs_panel(user, panel))


@rules.predicate
def reads(user: Person, proposal: Proposal | None) -> bool:
    if proposal is None or not user.is_authenticated:
        return False
    return Reading.objects.filter(proposal=proposal, expert=user.pk, state__in=STANDING).exists()


@rules.predicate
def talks_about(user: Person, proposal: Proposal | None) -> bool:
    """A member of the panel once it talks; before, its readers only."""
    panel = panel_of(proposal) if proposal is not None else None
    return panel is not None and panel.phase in TALKING and panel.pk in panel_seats_of(user)


@rules.predicate
def is_the_reader(user: Person, reading: Reading | None) -> bool:
    return reading is not None and reading.expert_id == user.pk and reading.state in STANDING


@rules.predicate
def is_free_of_what_is_read(user: Person, reading: Reading | None) -> bool:
    return reading is not None and bool(is_free_of(user, reading.proposal))


@rules.predicate
def sits_anywhere(user: Person) -> bool:
    return bool(panel_seats_of(user)) or (user.is_authenticated and PanelSeat.objects.filter(user=user.pk).exists())


runs_panel = chairs | is_in_charge_of_panel | is_programme_office

rules.add_perm("reviews.enter_office", is_officer | is_programme_office | sits_anywhere)
rules.add_perm("reviews.see_experts", is_programme_office)
rules.add_perm("reviews.record_large_body", is_programme_office)
rules.add_perm("reviews.describe_oneself", is_expert | sits_anywhere)
rules.add_perm("reviews.set_up_panel", is_in_charge_of_panel | is_programme_office)
rules.add_perm("reviews.run_panel", runs_panel)
rules.add_perm("reviews.bid", sits_on)
rules.add_perm("reviews.write_review", is_the_reader & is_free_of_what_is_read)
rules.add_perm("reviews.answer_reading", is_the_reader)
rules.add_perm("reviews.see_file", is_free_of & (runs_panel_of | reads | talks_about))
rules.add_perm("reviews.see_readers", is_free_of & runs_panel_of)
rules.add_perm("reviews.discuss", is_free_of & talks_about)
rules.add_perm("reviews.vote", is_free_of & talks_about)
rules.add_perm("reviews.rank", is_free_of & runs_panel_of)
rules.add_perm("reviews.be_heard", is_lead_author)
