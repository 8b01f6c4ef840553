"""Conflicts of interest, computed from what the register and the files hold, each with its evidence.

The people asked about may be experts, chairs or officers: whoever could learn of a proposal's reviews.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from grappe.apps.accounts.models import User
from grappe.apps.calls.models import Proposal
from grappe.apps.reviews.enums import ConflictKind
from grappe.apps.reviews.models import DeclaredConflict, LargeBody
from grappe.apps.reviews.queries.identities import Identities, identities_of
from grappe.apps.reviews.queries.standing import Files, People, files_of, people_of, shared_work, shares_held

YEARS = 5
Pair = tuple[int, int]


@dataclass(frozen=True)
class Conflict:
    """One reason why a person and a proposal are kept apart; numbers are those of records, 0 where none applies.

    Parameters
    ----------
    own : the organisation through which the person is tied.
    partner : the partner of the proposal.
    through : the project, proposal or cluster that ties the two.
    """

    kind: ConflictKind
    own: int = 0
    partner: int = 0
    through: int = 0


def conflicts_between(
    users: Iterable[User], proposals: Iterable[Proposal], *, on: date | None = None
) -> dict[Pair, tuple[Conflict, ...]]:
    """Every conflict among these people and proposals, by the numbers of the two."""
    people, files = people_of(list(users)), files_of(list(proposals))
    known = identities_of(people.all_organisations() | files.all_organisations())
    day = on or timezone.localdate()
    found: dict[Pair, dict[Conflict, None]] = defaultdict(dict)
    for pair, conflict in all_conflicts(people, files, known, day.replace(year=day.year - YEARS, day=min(day.day, 28))):
        found[pair][conflict] = None
    return {pair: tuple(conflicts) for pair, conflicts in found.items()}


def all_conflicts(people: People, files: Files, known: Identities, since: date) -> Iterator[tuple[Pair, Conflict]]:
    large = large_bodies()
    for user in people.users:
        for proposal in files.proposals:
            pair = (user, proposal)
            yield from ((pair, one) for one in personal(people, files, *pair))
            yield from ((pair, one) for one in by_organisation(people, files, known, large, pair))
    yield from by_pairs(people, files, known, shares_held(people, files, known), ConflictKind.INVESTOR)
    # What the whole of a very large body applied for says nothing of one of its people.
    work = {pair: key for pair, key in shared_work(people, files, known, since).items() if not large & {*pair}}
    yield from by_pairs(people, files, known, work, ConflictKind.CO_APPLICANT)
    rows = DeclaredConflict.objects.filter(user__in=people.users, proposal__in=files.proposals)
    for user, proposal in rows.values_list("user_id", "proposal_id"):
        yield (user, proposal), Conflict(ConflictKind.DECLARED)


def large_bodies() -> frozenset[int]:
    """The records of the bodies whose laboratories are looked at one by one."""
    rows = LargeBody.objects.values_list("organisation", "organisation__merged_into")
    return frozenset(into or own for own, into in rows)


def personal(people: People, files: Files, user: int, proposal: int) -> Iterator[Conflict]:
    """What ties the person herself: her hand, her addresses, her clusters, her declarations to persons."""
    if user in files.authors[proposal]:
        yield Conflict(ConflictKind.AUTHOR)
    elif people.addresses[user] & files.addresses[proposal]:
        yield Conflict(ConflictKind.CONTACT)
    for cluster in sorted(people.clusters[user] & files.clusters[proposal]):
        yield Conflict(ConflictKind.CLUSTER, through=cluster)
    if people.tied_addresses[user] & files.addresses[proposal]:
        yield Conflict(ConflictKind.TIE)


def by_organisation(
    people: People, files: Files, known: Identities, large: frozenset[int], pair: Pair
) -> Iterator[Conflict]:
    """Same or linked organisation, whether it is hers or one she says she is tied to.

    Two laboratories that only a very large body links are strangers; where one of the two is the body itself, its
    laboratory is not known.
    """
    user, proposal = pair
    for partner in sorted(files.partners[proposal]):
        for own in sorted(people.organisations[user]):
            if known.same(own) == known.same(partner):
                yield Conflict(ConflictKind.SAME, own, partner)
            elif known.linked(own) == known.linked(partner) and (
                known.linked(own) not in large or known.linked(own) in {known.same(own), known.same(partner)}
            ):
                yield Conflict(ConflictKind.LINKED, own, partner)
        for tied in sorted(people.tied_organisations[user]):
            if known.linked(tied) == known.linked(partner):
                yield Conflict(ConflictKind.TIE, tied, partner)


def by_pairs(
    people: People, files: Files, known: Identities, pairs: dict[Pair, int], kind: ConflictKind
) -> Iterator[tuple[Pair, Conflict]]:
    """Conflicts that come from two organisations having to do with each other."""
    for user in people.users:
        mine = {known.same(own) for own in people.organisations[user]}
        for proposal in files.proposals:
            partners = {known.same(one) for one in files.partners[proposal]}
            for partner in sorted(partners):
                # A partner is tied to the others by this very proposal, which needs no further word.
                for own in sorted(mine - partners):
                    through = pairs.get((own, partner))
                    if through is not None:
                        yield (user, proposal), Conflict(kind, own, partner, through)
