"""Say what is wrong with an assignment, from its definition alone: it knows nothing of solvers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from grappe.engines.assignment.problem import Pair, Problem, Proposal
from grappe.engines.assignment.result import Assignment, Certificate

ROUNDING = 1e-6


@dataclass(frozen=True)
class Fault:
    """A point on which an assignment breaks the problem or its own figures."""

    code: str
    about: str


def check(problem: Problem, assignment: Assignment) -> tuple[Fault, ...]:
    """Return the faults of an assignment; none when it is valid and its certificate adds up.

    Parameters
    ----------
    problem : as given to `assign`.
    assignment : the answer to be checked, whoever computed it.

    Returns
    -------
    tuple of Fault
        Every limit broken, every figure that the pairs or the prices contradict.
    """
    known = affinities_of(problem)
    faults = [*broken_limits(problem, assignment.pairs)]
    faults += _figure_faults(problem, assignment, known)
    faults += _certificate_faults(problem, assignment, known)
    return tuple(faults)


def broken_limits(problem: Problem, pairs: tuple[Pair, ...]) -> tuple[Fault, ...]:
    """Return the limits that pairs break, whatever they were chosen for: a draw, a repair, a decision by hand.

    Parameters
    ----------
    problem : the limits.
    pairs : who would read what.

    Returns
    -------
    tuple of Fault
        None when the pairs are valid.
    """
    readers: dict[str, list[str]] = {}
    for proposal, reviewer in pairs:
        readers.setdefault(proposal, []).append(reviewer)
    faults = [*_pair_faults(problem, pairs), *_load_faults(problem, pairs)]
    for one in problem.proposals:
        faults += _mix_faults(problem, one, readers.get(one.id, []))
    return tuple(faults)


def affinities_of(problem: Problem) -> dict[Pair, float]:
    """Return the affinity of every candidate pair, by names."""
    held = problem.affinities
    return {
        Pair(problem.proposals[p].id, problem.reviewers[r].id): value
        for p, r, value in zip(held.proposal.tolist(), held.reviewer.tolist(), held.value.tolist(), strict=True)
    }


def _pair_faults(problem: Problem, given: tuple[Pair, ...]) -> Iterator[Fault]:
    pairs, known = set(given), affinities_of(problem)
    if len(pairs) != len(given):
        yield Fault("pair.twice", str(len(given) - len(pairs)))
    for code, some in (
        ("pair.conflict", pairs & problem.conflicts),
        ("pair.forbidden", pairs & problem.forbidden),
        ("pair.pinned", problem.pinned - pairs),
        ("pair.no_candidate", pairs - known.keys()),
    ):
        yield from (Fault(code, f"{pair.reviewer} on {pair.proposal}") for pair in sorted(some))


def _load_faults(problem: Problem, pairs: tuple[Pair, ...]) -> Iterator[Fault]:
    loads = Counter(pair.reviewer for pair in pairs)
    given = Counter(pair.proposal for pair in pairs)
    for reviewer in problem.reviewers:
        if not reviewer.least <= loads[reviewer.id] <= reviewer.most:
            yield Fault("reviewer.load", reviewer.id)
    for proposal in problem.proposals:
        if given[proposal.id] != proposal.need:
            yield Fault("proposal.need", proposal.id)


def _mix_faults(problem: Problem, proposal: Proposal, readers: list[str]) -> Iterator[Fault]:
    team = [problem.reviewers[problem.reviewer_at[name]] for name in readers if name in problem.reviewer_at]
    for demand in proposal.demands:
        count = sum(demand.trait in reviewer.traits for reviewer in team)
        if count < demand.least or (demand.most is not None and count > demand.most):
            yield Fault("proposal.demand", f"{demand.trait} on {proposal.id}")
    if proposal.most_per_organisation is not None:
        places = Counter(reviewer.organisation for reviewer in team if reviewer.organisation is not None)
        for organisation, count in places.items():
            if count > proposal.most_per_organisation:
                yield Fault("proposal.organisation", f"{organisation} on {proposal.id}")


def _figure_faults(problem: Problem, assignment: Assignment, known: dict[Pair, float]) -> Iterator[Fault]:
    scores = {proposal.id: 0.0 for proposal in problem.proposals}
    for pair in assignment.pairs:
        scores[pair.proposal] = scores.get(pair.proposal, 0.0) + known.get(pair, 0.0)
    near = ROUNDING * max(1.0, *(abs(score) for score in scores.values()))
    if any(abs(a - b) > near for a, b in zip(assignment.scores, scores.values(), strict=False)):
        yield Fault("figure.scores", "")
    if abs(assignment.worst - min(scores.values())) > near:
        yield Fault("figure.worst", str(assignment.worst))
    if abs(assignment.total - sum(scores.values())) > near * len(scores):
        yield Fault("figure.total", str(assignment.total))


def _certificate_faults(problem: Problem, assignment: Assignment, known: dict[Pair, float]) -> Iterator[Fault]:
    proof = assignment.certificate
    largest = max((abs(value) for value in known.values()), default=1.0)
    near = ROUNDING * max(largest, 1.0 if not largest else largest * len(problem.proposals))
    if min(proof.proposal_weights, default=1.0) < 1 - ROUNDING:
        yield Fault("certificate.weights", "")
        return
    priced = priced_bound(problem, proof, known)
    if abs(priced - proof.priced_bound) > near:
        yield Fault("certificate.priced_bound", str(priced))
    if proof.total_bound > proof.priced_bound + near:
        yield Fault("certificate.total_bound", str(proof.total_bound))
    meets_floor = proof.floor is None or assignment.worst >= proof.floor - ROUNDING * largest
    if meets_floor and assignment.total > proof.total_bound + near:
        yield Fault("certificate.exceeded", str(assignment.total))
    if proof.worst_bound is not None and assignment.worst > proof.worst_bound + ROUNDING * largest:
        yield Fault("certificate.worst_exceeded", str(assignment.worst))


def priced_bound(problem: Problem, proof: Certificate, known: dict[Pair, float]) -> float:
    """Add up the bound on the total that the prices of a certificate give.

    Parameters
    ----------
    problem, proof : what was asked and what is claimed.
    known : affinity of every candidate pair.

    Returns
    -------
    float
        Each proposal takes the pairs worth most to it after prices; limits are sold at their price.
    """
    charge = {one.id: price for one, price in zip(problem.reviewers, proof.reviewer_prices, strict=True)}
    bonus = {(one.proposal, one.kind, one.label): one.price for one in proof.mix_prices}
    held = Counter(pair.reviewer for pair in problem.pinned)
    bound = sum(
        price * (one.most if price > 0 else max(one.least, held[one.id]))
        for one, price in zip(problem.reviewers, proof.reviewer_prices, strict=True)
    )
    candidates: dict[str, list[Pair]] = {}
    for pair in known.keys() - problem.conflicts - problem.forbidden:
        candidates.setdefault(pair.proposal, []).append(pair)
    for proposal, weight in zip(problem.proposals, proof.proposal_weights, strict=True):
        worth = []
        for pair in candidates.get(proposal.id, []):
            reviewer = problem.reviewers[problem.reviewer_at[pair.reviewer]]
            extra = sum(bonus.get((proposal.id, "trait", trait), 0.0) for trait in set(reviewer.traits))
            extra += bonus.get((proposal.id, "organisation", reviewer.organisation or ""), 0.0)
            worth.append((pair in problem.pinned, weight * known[pair] - charge[pair.reviewer] + extra))
        bound += sum(value for _, value in sorted(worth, reverse=True)[: proposal.need])
        bound -= (weight - 1) * (proof.floor or 0.0)
        bound -= _sold(proposal, bonus)
    return float(bound)


def _sold(proposal: Proposal, bonus: dict[tuple[str, str, str], float]) -> float:
    sold = 0.0
    for (name, kind, label), price in bonus.items():
        if name == proposal.id and kind == "organisation":
            sold += price * (0 if price > 0 else proposal.most_per_organisation or 0)
        elif name == proposal.id:
            demand = next(one for one in proposal.demands if one.trait == label)
            most = proposal.need if demand.most is None else demand.most
            sold += price * (demand.least if price > 0 else most)
    return sold
