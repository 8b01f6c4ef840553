"""Say what is wrong with an answer, from the ceilings alone: it knows nothing of how grants were cut."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from grappe.engines.aid.exchange import packaged_rules
from grappe.engines.aid.problem import Form, Kind, Partner, Project
from grappe.engines.aid.result import PartnerAid, ProjectAid
from grappe.engines.aid.rules import Exemption, RuleBook, Size


@dataclass(frozen=True)
class Fault:
    """A ceiling that an answer passes, or a figure that does not add up."""

    code: str
    about: str


def check(project: Project, answer: ProjectAid, rules: RuleBook | None = None) -> tuple[Fault, ...]:
    """Return the faults of an answer; none when no ceiling is passed.

    Parameters
    ----------
    project, answer : what was asked and what is to be checked.
    rules : the book of rules; those packaged with the engine by default.

    Returns
    -------
    tuple of Fault
        Greatest lawful intensities are bounded from above here, all claimed bonuses taken as met.
    """
    book = packaged_rules() if rules is None else rules
    exemption = book.exemption_on(project.granted_on)
    given = list(zip(project.partners, answer.partners, strict=True))
    faults: list[Fault] = []
    for partner, told in given:
        faults += _partner_faults(project, exemption, partner, told)
    faults += _undertaking_faults(project, exemption, book, given)
    is_within = all(share.asked == share.allowed for _, told in given for share in told.shares)
    if answer.within is not is_within:
        faults.append(Fault("within", str(answer.within)))
    return tuple(faults)


def _partner_faults(project: Project, exemption: Exemption, partner: Partner, told: PartnerAid) -> Iterator[Fault]:
    for grant, share in zip(partner.grants, told.shares, strict=True):
        if not 0 <= share.allowed <= grant.amount or (share.allowed < share.asked and not share.limits):
            yield Fault("grant", f"{grant.funder} to {partner.id}")
    for line in told.lines:
        about = f"{partner.id}, {line.category}"
        cost = sum((one.amount for one in partner.costs if one.category == line.category), Decimal(0))
        most = _greatest(exemption, partner, line.category)
        public = _sum(told, line.category, {Form.EXEMPTED, Form.DE_MINIMIS, Form.UNION})
        if line.cost != cost or line.ceiling > cost * line.intensity:
            yield Fault("line", about)
        exempted = _sum(told, line.category, {Form.EXEMPTED})
        cumulated = exempted + _sum(told, line.category, {Form.DE_MINIMIS})
        if line.intensity > most or exempted > cost * most or (exempted and cumulated > cost * most):
            yield Fault("intensity", about)
        if public > cost * max(most, project.union_rate):
            yield Fault("public", about)


def _greatest(exemption: Exemption, partner: Partner, name: str) -> Decimal:
    """Base, size and the best of the bonuses claimed, under the cap."""
    if partner.kind is Kind.RESEARCH and not partner.economic:
        return Decimal(1)
    category = exemption.category(name)
    size = Size.SMALL if partner.size is Size.MICRO else partner.size
    points = [one.points for one in category.bonuses if one.name in partner.bonuses]
    bonus = max(points, default=Decimal(0)) if category.exclusive else sum(points, Decimal(0))
    total = category.base + category.size_points.get(size, Decimal(0)) + bonus
    return min(total, category.caps.get(size, Decimal(0)))


def _sum(told: PartnerAid, category: str | None, forms: set[Form]) -> Decimal:
    return sum(
        (one.allowed for one in told.shares if category in {None, one.category} and Form(one.form) in forms),
        Decimal(0),
    )


def _threshold(project: Project, exemption: Exemption) -> Decimal:
    """More than half fundamental, more than half fundamental and industrial together, or any other mix."""
    costs = dict.fromkeys(exemption.thresholds, Decimal(0))
    for partner in project.partners:
        for cost in partner.costs:
            if cost.category in costs:
                costs[cost.category] += cost.amount
    half = sum(costs.values(), Decimal(0)) / 2
    if costs["fundamental"] > half:
        return exemption.thresholds["fundamental"]
    is_industrial = costs["fundamental"] + costs["industrial"] > half
    return exemption.thresholds["industrial" if is_industrial else "experimental"]


def _undertaking_faults(
    project: Project, exemption: Exemption, book: RuleBook, given: list[tuple[Partner, PartnerAid]]
) -> Iterator[Fault]:
    highest = _threshold(project, exemption)
    for single in sorted({partner.single for partner in project.partners}):
        members = [(one, told) for one, told in given if one.single == single and one.is_aided]
        exempted = [_sum(told, name, {Form.EXEMPTED}) for _, told in members for name in exemption.thresholds]
        if sum(exempted, Decimal(0)) > highest:
            yield Fault("threshold", single)
        for category in exemption.categories:
            aid = sum((_sum(told, category.name, {Form.EXEMPTED}) for _, told in members), Decimal(0))
            for ceiling in (category.threshold, category.ceiling):
                if ceiling is not None and aid > ceiling:
                    yield Fault("ceiling", f"{single}, {category.name}")
        for state in sorted({one.state for one, _ in members}):
            here = [(one, told) for one, told in members if one.state == state]
            small = sum((_sum(told, None, {Form.DE_MINIMIS}) for _, told in here), Decimal(0))
            if small and small > book.de_minimis_on(project.granted_on).ceiling:
                yield Fault("de_minimis", f"{single}, {state}")
