"""Who may do what with calls, proposals and labels. A draft is its authors' own, and its committees' once asked."""

import rules
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from grappe.apps.accounts.models import User
from grappe.apps.accounts.rules import is_programme_office
from grappe.apps.calls.enums import RECEIVED, LabelState, PartnerState
from grappe.apps.calls.models import Author, Call, CallRound, LabelRequest, Proposal, ProposalPartner, Recusal
from grappe.apps.directory.models import Cluster
from grappe.apps.directory.rules import clusters_of, is_editor_of, is_officer, is_officer_of, organisations_of

Person = User | AnonymousUser


def parts_of(user: Person) -> dict[int, tuple[int, bool]]:
    """The partners a person writes for, each with its proposal and whether it leads; read once per loaded user.

    Whoever wrote for an organisation that has left reads the proposal no more.
    """
    if not user.is_authenticated or not user.is_active:
        return {}
    held: dict[int, tuple[int, bool]] | None = user.__dict__.get("_parts_held")
    if held is None:
        rows = Author.objects.filter(user=user).exclude(partner__state=PartnerState.DECLINED)
        parts = rows.values_list("partner_id", "partner__proposal_id", "partner__is_lead")
        held = {partner: (proposal, is_lead) for partner, proposal, is_lead in parts}
        user.__dict__["_parts_held"] = held
    return held


def seats_of(user: Person) -> dict[int, bool]:
    """The clusters on whose committee a person sits, and whether in the chair; read once per loaded user."""
    if not user.is_authenticated or not user.is_active:
        return {}
    held: dict[int, bool] | None = user.__dict__.get("_seats_held")
    if held is None:
        held = dict(user.committee_seats.values_list("cluster_id", "is_chair"))
        user.__dict__["_seats_held"] = held
    return held


def forget_rights(user: User | None) -> None:
    """Read a person's rights again at the next question."""
    for name in ("_parts_held", "_seats_held"):
        if user is not None:
            user.__dict__.pop(name, None)


def is_tied_to(user: Person, proposal: Proposal) -> bool:
    """Whether a person writes for a partner of the proposal, or edits the data of one; leaving unties nobody."""
    if any(held == proposal.pk for held, _lead in parts_of(user).values()):
        return True
    if not user.is_authenticated:
        return False
    own = Q(authors__user=user.pk) | Q(organisation__in=organisations_of(user))
    return proposal.partners.filter(own).exists()


def is_out_of(user: Person, request: LabelRequest) -> bool:
    """Recused, by declaration or because the person is tied to a partner."""
    return is_tied_to(user, request.proposal) or Recusal.objects.filter(request=request, user=user.pk).exists()


@rules.predicate
def is_author(user: Person, proposal: Proposal | None) -> bool:
    return proposal is not None and any(held == proposal.pk for held, _lead in parts_of(user).values())


@rules.predicate
def is_lead_author(user: Person, proposal: Proposal | None) -> bool:
    return proposal is not None and (proposal.pk, True) in parts_of(user).values()


@rules.predicate
def is_author_of_part(user: Person, partner: ProposalPartner | None) -> bool:
    return partner is not None and partner.pk in parts_of(user)


@rules.predicate
def is_in_charge(user: Person, target: Call | CallRound | Proposal | None) -> bool:
    """Officer of the cluster that runs the call."""
    if target is None or not clusters_of(user):
        return False
    call = target if isinstance(target, Call) else target.call if isinstance(target, CallRound) else target.round.call
    return call.owner_cluster_id in clusters_of(user)


@rules.predicate
def is_received(_user: Person, proposal: Proposal | None) -> bool:
    return proposal is not None and proposal.state in RECEIVED


@rules.predicate
def sits_for(user: Person, cluster: Cluster | None) -> bool:
    return cluster is not None and (cluster.pk in seats_of(user) or cluster.pk in clusters_of(user))


@rules.predicate
def is_asked_for_a_label(user: Person, proposal: Proposal | None) -> bool:
    """A member of a committee that the proposal asked, who has not stepped aside."""
    clusters = clusters_of(user) | frozenset(seats_of(user))
    if proposal is None or not clusters or is_tied_to(user, proposal):
        return False
    asked = proposal.label_requests.filter(cluster__in=clusters).exclude(state=LabelState.WITHDRAWN)
    return asked.exclude(recusals__user=user.pk).exists()


@rules.predicate
def examines(user: Person, request: LabelRequest | None) -> bool:
    if request is None or request.state == LabelState.WITHDRAWN:
        return False
    is_of_the_committee = request.cluster_id in clusters_of(user) or request.cluster_id in seats_of(user)
    return is_of_the_committee and not is_out_of(user, request)


@rules.predicate
def speaks_for_the_committee(user: Person, request: LabelRequest | None) -> bool:
    """Its chair, or an officer of the cluster."""
    if request is None:
        return False
    return request.cluster_id in clusters_of(user) or bool(seats_of(user).get(request.cluster_id))


@rules.predicate
def may_step_aside(user: Person, request: LabelRequest | None) -> bool:
    if request is None:
        return False
    return request.cluster_id in clusters_of(user) or request.cluster_id in seats_of(user)


@rules.predicate
def sits_on_a_committee(user: Person) -> bool:
    return bool(seats_of(user))


runs_call = is_in_charge | is_programme_office

rules.add_perm("calls.write_calls", is_programme_office)
rules.add_perm("calls.manage_call", runs_call)
rules.add_perm("calls.enter_office", is_officer | is_programme_office)
rules.add_perm("calls.open_proposal", is_editor_of)
rules.add_perm("calls.see_proposal", is_author | (is_received & runs_call) | is_asked_for_a_label)
rules.add_perm("calls.comment_proposal", is_author)
rules.add_perm("calls.change_proposal", is_lead_author)
rules.add_perm("calls.submit_proposal", is_lead_author)
rules.add_perm("calls.change_part", is_author_of_part)
rules.add_perm("calls.sign_part", is_author_of_part)
rules.add_perm("calls.judge_eligibility", is_received & runs_call)
rules.add_perm("calls.seat_committee", is_officer_of | is_programme_office)
rules.add_perm("calls.enter_labelling", is_officer | sits_on_a_committee)
rules.add_perm("calls.examine_label", examines)
rules.add_perm("calls.decide_label", examines & speaks_for_the_committee)
rules.add_perm("calls.recuse", may_step_aside)
