"""Refuse projects that cannot be, before anything is computed."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from grappe.engines.aid.errors import DuplicatePartnerError, UnreadableAmountError
from grappe.engines.aid.problem import Project
from grappe.engines.aid.rules import Exemption

MAX_DIGITS = 20


def validate(project: Project, exemption: Exemption) -> None:
    """Raise the `AidError` that names the first fault found.

    Parameters
    ----------
    project : to be checked.
    exemption : the rules of its day, whose categories it must use.
    """
    for name, count in Counter(partner.id for partner in project.partners).items():
        if count > 1:
            raise DuplicatePartnerError(f"Two partners are named {name}: give each its own name.")
    for label, amount in _amounts(project):
        _check_amount(label, amount)
    if project.union_rate > 1:
        raise UnreadableAmountError(f"The rate of Union funds is {project.union_rate}: give a share from 0 to 1.")
    for partner in project.partners:
        for category in [cost.category for cost in partner.costs] + [grant.category for grant in partner.grants]:
            exemption.category(category)


def _amounts(project: Project) -> Iterator[tuple[str, Decimal]]:
    yield "The rate of Union funds", project.union_rate
    for partner in project.partners:
        yield from ((f"{partner.id}, cost {cost.category}", cost.amount) for cost in partner.costs)
        yield from ((f"{partner.id}, grant of {grant.funder}", grant.amount) for grant in partner.grants)
        yield from ((f"{partner.id}, aid received on {one.on}", one.amount) for one in partner.received)


def _check_amount(label: str, amount: Decimal) -> None:
    shape = amount.as_tuple()
    exponent = shape.exponent
    if not isinstance(exponent, int) or max(len(shape.digits) + max(exponent, 0), -exponent) > MAX_DIGITS:
        raise UnreadableAmountError(f"{label} is {amount}: give a number of at most {MAX_DIGITS} digits.")
    if amount < 0:
        raise UnreadableAmountError(f"{label} is {amount}: it cannot be below zero.")
