"""Linked enterprises: groups held together by more than half of the votes, or by control."""

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from grappe.engines.sizing.persons import controlled_by_persons
from grappe.engines.sizing.problem import Problem
from grappe.engines.sizing.result import Step
from grappe.engines.sizing.rules import Definition


@dataclass(frozen=True)
class Link:
    """Why `one` and `other` belong to one group."""

    one: str
    other: str
    step: Step


@dataclass(frozen=True)
class Groups:
    """The linked groups: `of` maps every enterprise to its group (alone when it is linked to none)."""

    of: Mapping[str, frozenset[str]]
    links: tuple[Link, ...]

    def are_linked(self, one: str, other: str) -> bool:
        """Whether two of the problem's identifiers belong to one group."""
        return other in self.of[one]


def linked_groups(problem: Problem, definition: Definition) -> Groups:
    """Return the finest grouping closed under Article 3(3) of the Annex to Recommendation 2003/361/EC.

    Closed means: no group holds together more than `definition.linked_above` per cent of the votes of an
    enterprise outside it, nor a right of control over it, and two enterprises of one person (or of persons
    acting jointly) that share a market are in one group. Near linear in the number of holdings.
    """
    merging = _Merging(problem, definition.linked_above)
    merging.run()
    if definition.links_through_persons:
        for name, controlled in controlled_by_persons(problem, definition.linked_above).items():
            merging.join_by_market(name, controlled)
    merging.run()
    members: dict[str, set[str]] = defaultdict(set)
    for enterprise in problem.enterprises:
        members[merging.find(enterprise.id)].add(enterprise.id)
    frozen = {root: frozenset(group) for root, group in members.items()}
    of = {enterprise.id: frozen[merging.find(enterprise.id)] for enterprise in problem.enterprises}
    return Groups(of, tuple(merging.links))


@dataclass
class _Merging:
    """Union-find whose groups carry the votes they hold together in each enterprise."""

    problem: Problem
    linked_above: Decimal
    parent: dict[str, str] = field(default_factory=dict)
    votes: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    pending: deque[tuple[str, str, bool]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        for enterprise in self.problem.enterprises:
            self.parent[enterprise.id] = enterprise.id
            self.votes[enterprise.id] = {}
        for holding in self.problem.holdings:
            if not self.problem.by_id[holding.owner].is_linkable:
                continue
            self.votes[holding.owner][holding.owned] = holding.voting
            if holding.control or holding.voting > self.linked_above:
                self.pending.append((holding.owner, holding.owned, holding.control))

    def find(self, name: str) -> str:
        while self.parent[name] != name:
            self.parent[name] = self.parent[self.parent[name]]
            name = self.parent[name]
        return name

    def run(self) -> None:
        while self.pending:
            owner, owned, control = self.pending.popleft()
            if self.find(owner) != self.find(owned):
                self.unite(owner, owned, self._step(owner, owned, control=control))

    def join_by_market(self, person: str, controlled: tuple[str, ...]) -> None:
        first_in: dict[str, str] = {}
        for name in controlled:
            for market in self.problem.by_id[name].markets:
                first = first_in.setdefault(market, name)
                if self.find(first) != self.find(name):
                    words = {"person": person, "one": first, "other": name, "market": market}
                    self.unite(first, name, Step("link.person", words))

    def unite(self, one: str, other: str, step: Step) -> None:
        self.links.append(Link(one, other, step))
        small, large = sorted((self.find(one), self.find(other)), key=lambda root: len(self.votes[root]))
        self.parent[small] = large
        held = self.votes[large]
        for owned, votes in self.votes.pop(small).items():
            held[owned] = held.get(owned, Decimal()) + votes
            if held[owned] > self.linked_above:
                self.pending.append((large, owned, False))

    def _step(self, owner: str, owned: str, *, control: bool) -> Step:
        if control:
            return Step("link.control", {"owner": owner, "owned": owned})
        root = self.find(owner)
        holdings = [h for h in self.problem.holdings_in[owned] if self.find(h.owner) == root and h.voting]
        votes = {"votes": sum((h.voting for h in holdings), Decimal())}
        if len(holdings) == 1:
            return Step("link.votes", {"owner": holdings[0].owner, "owned": owned}, votes)
        return Step("link.joint", {"owners": ", ".join(h.owner for h in holdings), "owned": owned}, votes)
