"""The same law restated plainly, by enumeration: slow, for small graphs, to hold the engine against.

Groups are found by trying every partition, control by trying every set, histories and unknown exemptions
by trying every completion; sums are fractions. Nothing is shared with the engine but the problem, the
rules and the choice of the years.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import chain, combinations, pairwise, product

from grappe.engines.sizing.periods import accounting_periods
from grappe.engines.sizing.problem import Enterprise, Holding, Investor, Kind, Problem
from grappe.engines.sizing.rules import Definition

Block = frozenset[str]
UNBOUNDED = Fraction(10) ** 30


def plain_possible(problem: Problem, definition: Definition, on: date) -> tuple[str, ...]:
    """Return the categories that remain possible, the smallest first; practical up to 6 enterprises."""
    groups = plain_groups(problem, definition)
    answers = {holding: _exempt(problem, groups, holding, definition) for holding in problem.holdings}
    doubtful = [holding for holding, answer in answers.items() if answer is None]
    ranks: set[int] = set()
    for guesses in product((False, True), repeat=len(doubtful)):
        settled = answers | dict(zip(doubtful, guesses, strict=True))
        exempt = {holding for holding, answer in settled.items() if answer}
        ranks |= _ranks(problem, definition, on, groups, exempt)
    return definition.categories[min(ranks) : max(ranks) + 1]


def plain_weights(problem: Problem, definition: Definition, year: int) -> dict[str, Fraction]:
    """Return the part of each enterprise's accounts that counts, investors of unknown limits counted in."""
    groups = plain_groups(problem, definition)
    exempt = {holding for holding in problem.holdings if _exempt(problem, groups, holding, definition)}
    return _weights(problem, definition, groups, exempt, year)


def plain_groups(problem: Problem, definition: Definition) -> list[Block]:
    """Return the finest partition in which no group controls an enterprise outside it."""
    names = [enterprise.id for enterprise in problem.enterprises if enterprise.is_linkable]
    together = list(_tied_by_person(problem, definition)) if definition.links_through_persons else []
    stable = (
        blocks
        for blocks in _partitions(names)
        if all(any({one, other} <= set(block) for block in blocks) for one, other in together)
        and not any(
            _controls(problem, block, name, definition) for block in blocks for name in names if name not in block
        )
    )
    return [frozenset(block) for block in max(stable, key=len)]


def plain_figure(problem: Problem, weights: dict[str, Fraction], year: int, figure: str) -> tuple[Fraction, Fraction]:
    """Return the least and the most that a weighted sum of accounts can be."""
    least = most = Fraction()
    for name, weight in weights.items():
        enterprise = problem.by_id[name]
        accounts = enterprise.accounts_of(year)
        value = getattr(accounts, figure) if accounts else None
        if value is not None:
            least += weight * Fraction(value)
            most += weight * Fraction(value)
        elif accounts or enterprise.first_year is None or enterprise.first_year <= year:
            most += UNBOUNDED
    return least, most


def plain_statuses(years: Sequence[Sequence[int]], count: int, *, start_known: bool) -> set[int]:
    """Try every history: a threshold is crossed only when two years running lie beyond it."""
    found = set()
    for ranks in product(*years):
        for start in [ranks[0]] if start_known else range(count):
            within = [start <= threshold for threshold in range(count - 1)]
            for before, rank in pairwise(ranks):
                for threshold in range(count - 1):
                    if (before <= threshold) == (rank <= threshold):
                        within[threshold] = rank <= threshold
            found.add(within.index(True) if True in within else count - 1)
    return found


def _ranks(problem: Problem, law: Definition, on: date, groups: list[Block], exempt: set[Holding]) -> set[int]:
    count = len(law.categories)
    if law.public_body_from is not None and _public_share(problem, law, exempt) >= law.public_body_from:
        return {count - 1}
    periods = accounting_periods(problem, law, on)
    if not periods.years:
        return set(range(count))
    options = []
    for year in periods.years:
        weights = _weights(problem, law, groups, exempt, year)
        sums = [plain_figure(problem, weights, year, figure) for figure in ("awu", "turnover", "balance")]
        least, most = (_category([pair[end] for pair in sums], law) for end in (0, 1))
        options.append(range(least, most + 1))
    return plain_statuses(options, count, start_known=periods.start_known)


def _category(sums: Sequence[Fraction], law: Definition) -> int:
    awu, turnover, balance = sums
    for rank, ceiling in enumerate(law.ceilings):
        if awu < ceiling.awu_below and (turnover <= ceiling.turnover_max or balance <= ceiling.balance_max):
            return rank
    return len(law.ceilings)


def _weights(
    problem: Problem, law: Definition, groups: list[Block], exempt: set[Holding], year: int
) -> dict[str, Fraction]:
    own = next(block for block in groups if problem.subject in block)
    weights = dict.fromkeys(own, Fraction(1))
    for other in groups:
        if other != own and law.partner_from is not None:
            shares = [_stake(problem, own, name) for name in other]
            shares += [_stake(problem, other, name) for name in own if not _all_exempt(problem, other, name, exempt)]
            share = max(shares, default=Fraction())
            if share >= law.partner_from:
                weights |= dict.fromkeys(other, share / 100)
    for group in groups:
        for name in group:
            accounts = problem.by_id[name].accounts_of(year)
            for covered in accounts.covers if accounts else ():
                if group == own or covered in group:
                    weights.pop(covered, None)
    return weights


def _all_exempt(problem: Problem, owners: Block, owned: str, exempt: set[Holding]) -> bool:
    return all(h in exempt for h in problem.holdings if h.owned == owned and h.owner in owners)


def _stake(problem: Problem, owners: Collection[str], owned: str) -> Fraction:
    held = [h for h in problem.holdings if h.owned == owned and h.owner in owners]
    return Fraction(max(sum(h.capital for h in held), sum(h.voting for h in held)))


def _controls(problem: Problem, owners: Collection[str], owned: str, law: Definition) -> bool:
    held = [h for h in problem.holdings if h.owned == owned and h.owner in owners]
    return any(h.control for h in held) or sum(Fraction(h.voting) for h in held) > law.linked_above


def _controlled(problem: Problem, owners: set[str], law: Definition) -> set[str]:
    """Return the smallest set that holds all that it and `owners` control."""
    names = [e.id for e in problem.enterprises if e.is_linkable]
    for chosen in map(set, chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))):
        if not any(_controls(problem, owners | chosen, name, law) for name in names if name not in chosen):
            return chosen
    raise AssertionError


def _tied_by_person(problem: Problem, law: Definition) -> Iterator[tuple[str, str]]:
    persons = [enterprise for enterprise in problem.enterprises if enterprise.kind is Kind.PERSON]
    for label in {person.acts_with or person.id for person in persons}:
        concert = {person.id for person in persons if (person.acts_with or person.id) == label}
        for one, other in combinations(sorted(_controlled(problem, concert, law)), 2):
            if set(problem.by_id[one].markets) & set(problem.by_id[other].markets):
                yield one, other


def _public_share(problem: Problem, law: Definition, exempt: set[Holding]) -> Fraction:
    kept = Problem(problem.subject, problem.enterprises, tuple(h for h in problem.holdings if h not in exempt))
    bodies = {enterprise.id for enterprise in problem.enterprises if enterprise.kind is Kind.PUBLIC_BODY}
    return _stake(kept, bodies | _controlled(kept, bodies, law), problem.subject)


def _exempt(problem: Problem, groups: list[Block], holding: Holding, law: Definition) -> bool | None:
    owner = problem.by_id[holding.owner]
    rules = [rule for rule in law.exempt_investors if rule.kind is owner.investor]
    if not rules or any({holding.owner, holding.owned} <= block for block in groups):
        return False
    tests: list[tuple[object, Fraction, bool]] = []
    limit = rules[0].invested_below
    if limit is not None:
        angels = [h for h in problem.holdings_in[holding.owned] if _is_angel(problem.by_id[h.owner])]
        known = Fraction(sum(h.invested or 0 for h in angels))
        tests.append((limit, known, all(h.invested is not None for h in angels)))
    for bound, figure in (
        (rules[0].budget_below, owner.budget),
        (rules[0].inhabitants_below, owner.inhabitants),
    ):
        if bound is not None:
            tests.append((bound, Fraction(figure or 0), figure is not None))
    if any(known >= Fraction(str(bound)) for bound, known, _ in tests):
        return False
    return True if all(complete for _, _, complete in tests) else None


def _is_angel(enterprise: Enterprise) -> bool:
    return enterprise.investor is Investor.BUSINESS_ANGEL


def _partitions(names: Sequence[str]) -> Iterator[list[list[str]]]:
    if not names:
        yield []
        return
    for blocks in _partitions(names[1:]):
        yield [[names[0]], *blocks]
        for place, block in enumerate(blocks):
            yield [*blocks[:place], [names[0], *block], *blocks[place + 1 :]]
