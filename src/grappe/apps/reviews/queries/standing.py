"""What people and proposals stand for when conflicts are looked for; a fixed number of queries for any number."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import RECEIVED, LabelState, PartnerState
from grappe.apps.calls.models import Author, CommitteeSeat, LabelRequest, Proposal, ProposalPartner
from grappe.apps.directory.models import Cluster, EditorMandate, OfficerMandate, Shareholding
from grappe.apps.projects.models import Participation
from grappe.apps.reviews.models import DeclaredTie, ExpertProfile
from grappe.apps.reviews.queries.identities import Identities, addresses_of

STANDING_PARTNERS = (PartnerState.INVITED, PartnerState.JOINED, PartnerState.SIGNED)
Pairs = dict[tuple[int, int], int]
Sets = defaultdict[int, set[int]]
Texts = defaultdict[int, set[str]]


@dataclass(frozen=True)
class People:
    """What each person belongs to, by her number."""

    users: tuple[int, ...]
    organisations: Sets
    clusters: Sets
    addresses: Texts
    tied_organisations: Sets
    tied_addresses: Texts

    def all_organisations(self) -> set[int]:
        return set().union(*self.organisations.values(), *self.tied_organisations.values())


@dataclass(frozen=True)
class Files:
    """Who stands behind each proposal, by its number."""

    proposals: tuple[int, ...]
    partners: Sets
    authors: Sets
    addresses: Texts
    clusters: Sets

    def all_organisations(self) -> set[int]:
        return set().union(*self.partners.values())


def people_of(users: list[User]) -> People:
    keys = [one.pk for one in users]
    organisations: Sets = defaultdict(set)
    employers = ExpertProfile.objects.filter(user__in=keys, organisation__isnull=False)
    gather(organisations, employers.values_list("user_id", "organisation_id"))
    gather(organisations, EditorMandate.objects.filter(user__in=keys).values_list("user_id", "organisation_id"))
    gather(organisations, Author.objects.filter(user__in=keys).values_list("user_id", "partner__organisation_id"))
    clusters: Sets = defaultdict(set)
    gather(clusters, OfficerMandate.objects.filter(user__in=keys).values_list("user_id", "cluster_id"))
    gather(clusters, CommitteeSeat.objects.filter(user__in=keys).values_list("user_id", "cluster_id"))
    bodies = dict(Cluster.objects.filter(body__in=set().union(*organisations.values())).values_list("body_id", "pk"))
    for user in keys:
        clusters[user] |= {bodies[own] for own in organisations[user] if own in bodies}
    tied: Sets = defaultdict(set)
    addresses: Texts = defaultdict(set)
    ties = DeclaredTie.objects.filter(user__in=keys).values_list("user_id", "organisation_id", "person_email")
    for user, organisation, email in ties:
        if organisation:
            tied[user].add(organisation)
        if email:
            addresses[user].add(email.lower())
    return People(
        tuple(keys), organisations, clusters, defaultdict(set, addresses_of(users)), tied, with_aliases(addresses)
    )


def with_aliases(addresses: Texts) -> Texts:
    """A person named by one address is meant by all of hers."""
    named = set().union(*addresses.values())
    if not named:
        return addresses
    people = User.objects.filter(Q(email__in=named) | Q(emailaddress__email__in=named)).distinct()
    aliases = addresses_of(people).values()
    return defaultdict(
        set, {user: held.union(*(one for one in aliases if one & held)) for user, held in addresses.items()}
    )


def files_of(proposals: list[Proposal]) -> Files:
    keys = [one.pk for one in proposals]
    partners: Sets = defaultdict(set)
    addresses: Texts = defaultdict(set)
    standing = ProposalPartner.objects.filter(proposal__in=keys).exclude(state=PartnerState.DECLINED)
    for proposal, organisation, email in standing.values_list("proposal_id", "organisation_id", "contact_email"):
        partners[proposal].add(organisation)
        if email:
            addresses[proposal].add(email.lower())
    authors: Sets = defaultdict(set)
    gather(authors, Author.objects.filter(partner__proposal__in=keys).values_list("partner__proposal_id", "user_id"))
    held = addresses_of(User.objects.filter(pk__in=set().union(*authors.values())))
    for proposal, users in authors.items():
        addresses[proposal] |= set().union(*(held[user] for user in users))
    clusters: Sets = defaultdict(set)
    asked = LabelRequest.objects.filter(proposal__in=keys).exclude(state=LabelState.WITHDRAWN)
    gather(clusters, asked.values_list("proposal_id", "cluster_id"))
    return Files(tuple(keys), partners, authors, addresses, clusters)


def gather(sets: Sets, rows: Iterable[tuple[int, int]]) -> None:
    for key, value in rows:
        sets[key].add(value)


def both_sides(people: People, files: Files, known: Identities) -> tuple[set[int], set[int]]:
    """The organisations of the people and of the proposals, and the records they were merged into."""
    own, partners = set().union(*people.organisations.values()), files.all_organisations()
    return own | {known.same(one) for one in own}, partners | {known.same(one) for one in partners}


def shares_held(people: People, files: Files, known: Identities) -> Pairs:
    """Which organisation of a person holds a share of which partner, or the other way round."""
    own, partners = both_sides(people, files, known)
    found: Pairs = {}
    rows = Shareholding.objects.filter(Q(owner__in=own, owned__in=partners) | Q(owner__in=partners, owned__in=own))
    for key, owner, owned in rows.values_list("pk", "owner_id", "owned_id"):
        found[known.same(owner), known.same(owned)] = found[known.same(owned), known.same(owner)] = key
    return found


def shared_work(people: People, files: Files, known: Identities, since: date) -> Pairs:
    """Which organisation of a person applied with which partner since a day, for a project or a proposal."""
    own, partners = both_sides(people, files, known)
    recent = Q(project__starts_on__gte=since) | Q(project__ends_on__gte=since)
    rows = Participation.objects.filter(
        recent, organisation__in=partners, project__participations__organisation__in=own
    )
    found = {
        (known.same(mine), known.same(partner)): project
        for project, partner, mine in rows.values_list(
            "project_id", "organisation_id", "project__participations__organisation_id"
        )
    }
    together = ProposalPartner.objects.filter(
        proposal__state__in=RECEIVED,
        proposal__submitted_at__date__gte=since,
        organisation__in=partners,
        proposal__partners__organisation__in=own,
        proposal__partners__state__in=STANDING_PARTNERS,
        state__in=STANDING_PARTNERS,
    )
    for proposal, partner, mine in together.values_list(
        "proposal_id", "organisation_id", "proposal__partners__organisation_id"
    ):
        found.setdefault((known.same(mine), known.same(partner)), proposal)
    return found
