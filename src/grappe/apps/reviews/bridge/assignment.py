"""One run of the assignment engine: rows into a problem, a result into the run, with all it takes to replay it."""

import json
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from grappe import __version__
from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import ProposalState
from grappe.apps.calls.models import Proposal
from grappe.apps.reviews.bridge.affinities import affinity_matrix
from grappe.apps.reviews.domain.runs import standing_pairs
from grappe.apps.reviews.enums import BidValue, ReadingState, RunState
from grappe.apps.reviews.models import AssignmentRun, Bid, ExpertProfile, Reading, ReviewPanel
from grappe.apps.reviews.queries.conflicts import conflicts_between
from grappe.apps.reviews.queries.identities import identities_of
from grappe.engines import assignment as engine
from grappe.engines.solving import Deadline

# Words say at most 1; an eager bid outweighs a middling likeness, a reluctant one takes a small one away.
BIDS = {BidValue.EAGER: 0.6, BidValue.WILLING: 0.2, BidValue.UNWILLING: -0.3}
GIVEN_UP = timedelta(minutes=30)


def compute_run(run_id: int) -> AssignmentRun:
    """Compute a run that waits. It ends as computed, or without result and with the reason."""
    claimed = AssignmentRun.objects.filter(pk=run_id, state=RunState.WAITING)
    if not claimed.update(state=RunState.COMPUTING):
        return AssignmentRun.objects.get(pk=run_id)
    run = AssignmentRun.objects.select_related("panel__round__call").get(pk=run_id)
    try:
        problem = problem_of(run.panel)
        run.problem = json.loads(engine.problem_to_json(problem))
        answer = solve(run, problem)
    except engine.AssignmentError as error:
        return close(run, RunState.FAILED, failure=str(error))
    except BaseException:
        close(run, RunState.FAILED, failure="interrupted")
        raise
    run.result = json.loads(engine.answer_to_json(answer))
    return close(run, RunState.FAILED if isinstance(answer, engine.Infeasibility) else RunState.COMPUTED)


def solve(run: AssignmentRun, problem: engine.Problem) -> engine.Assignment | engine.Repair | engine.Infeasibility:
    stop = Deadline(run.seconds)
    if not run.is_repair:
        return engine.assign(problem, objective=engine.Objective(run.objective), stop=stop)
    previous = [engine.Pair(str(proposal), str(expert)) for proposal, expert in standing_pairs(run.panel)]
    return engine.repair(problem, previous, stop=stop)


def close(run: AssignmentRun, state: RunState, failure: str = "") -> AssignmentRun:
    run.state, run.failure, run.finished_at, run.engine_version = state, failure, timezone.now(), __version__
    run.save()
    return run


def close_interrupted_runs() -> int:
    """Close the runs whose worker is gone."""
    old = AssignmentRun.objects.filter(state=RunState.COMPUTING, asked_at__lt=timezone.now() - GIVEN_UP)
    return old.update(state=RunState.FAILED, failure="interrupted", finished_at=timezone.now())


def problem_of(panel: ReviewPanel) -> engine.Problem:
    """The panel as it stands: what was accepted is pinned, what was declined or conflicts is out of the question."""
    proposals = list(panel.round.proposals.filter(state=ProposalState.SUBMITTED).order_by("pk"))
    profiles = list(experts_of(panel))
    return engine.Problem(
        proposals=tuple(needs_of(panel, one) for one in proposals),
        reviewers=reviewers_of(profiles),
        affinities=affinities_of(panel, proposals, profiles),
        conflicts=impossible_pairs(panel, proposals, profiles),
        pinned=frozenset(pinned_pairs(panel)),
    )


def experts_of(panel: ReviewPanel) -> QuerySet[ExpertProfile]:
    """Who sits on the panel and is there; whoever reads already stays, away or not."""
    seated = ExpertProfile.objects.filter(user__panel_seats__panel=panel).select_related("user").order_by("pk")
    today = timezone.localdate()
    away = seated.filter(is_available=False) | seated.filter(away_from__lte=today, away_until__gte=today)
    reading = [expert for _proposal, expert in standing_pairs(panel)]
    return seated.exclude(pk__in=away.exclude(user__in=reading))


def needs_of(panel: ReviewPanel, proposal: Proposal) -> engine.Proposal:
    demands = [engine.Demand(f"language:{proposal.language}", panel.readings)]
    if panel.seniors:
        demands.append(engine.Demand("senior", panel.seniors))
    return engine.Proposal(str(proposal.pk), panel.readings, tuple(demands), panel.most_per_organisation)


def reviewers_of(profiles: list[ExpertProfile]) -> tuple[engine.Reviewer, ...]:
    known = identities_of({one.organisation_id for one in profiles if one.organisation_id})
    return tuple(
        engine.Reviewer(
            str(one.user_id),
            one.most_readings,
            traits=(*(f"language:{language}" for language in one.languages), *(["senior"] if one.is_senior else [])),
            organisation=str(known.linked(one.organisation_id)) if one.organisation_id else None,
        )
        for one in profiles
    )


def affinities_of(panel: ReviewPanel, proposals: list[Proposal], profiles: list[ExpertProfile]) -> engine.Affinities:
    """Words and bids together."""
    matrix = affinity_matrix([text_of(one) for one in proposals], [fields_of(one) for one in profiles])
    rows = {one.pk: place for place, one in enumerate(proposals)}
    columns = {one.user_id: place for place, one in enumerate(profiles)}
    bids = Bid.objects.filter(seat__panel=panel).values_list("proposal_id", "seat__user_id", "value")
    for proposal, user, value in bids:
        if proposal in rows and user in columns:
            matrix[rows[proposal], columns[user]] += BIDS[BidValue(value)]
    return engine.Affinities.dense(matrix)


def text_of(proposal: Proposal) -> str:
    texts = (proposal.title_fr, proposal.title_en, proposal.abstract_fr, proposal.abstract_en)
    return " ".join(text for text in texts if text)


def fields_of(profile: ExpertProfile) -> list[str]:
    """What an expert says of herself, then what she published, one a paragraph."""
    herself = " ".join([*profile.keywords, profile.presentation])
    return [text for text in (herself, *profile.publications.splitlines()) if text.strip()]


def impossible_pairs(
    panel: ReviewPanel, proposals: list[Proposal], profiles: list[ExpertProfile]
) -> frozenset[engine.Pair]:
    users = [one.user for one in profiles]
    tied = {(proposal, user) for user, proposal in conflicts_between(users, proposals)}
    declined = Reading.objects.filter(panel=panel, state=ReadingState.DECLINED)
    out = tied | set(declined.values_list("proposal_id", "expert_id"))
    wanted, there = {one.pk for one in proposals}, {one.pk for one in users}
    return frozenset(engine.Pair(str(p), str(u)) for p, u in out if p in wanted and u in there)


def pinned_pairs(panel: ReviewPanel) -> list[engine.Pair]:
    """Readings that were accepted stay, unless a conflict came to light since."""
    rows = Reading.objects.filter(
        panel=panel, state=ReadingState.ACCEPTED, proposal__state=ProposalState.SUBMITTED
    ).select_related("expert", "proposal")
    held = list(rows)
    tied = conflicts_between(
        User.objects.filter(pk__in=[one.expert_id for one in held]), [one.proposal for one in held]
    )
    return [
        engine.Pair(str(one.proposal_id), str(one.expert_id))
        for one in held
        if (one.expert_id, one.proposal_id) not in tied
    ]
