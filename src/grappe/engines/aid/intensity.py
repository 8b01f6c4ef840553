"""The greatest share of eligible costs that aid may cover, with bonuses and caps."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from grappe.engines.aid.errors import UnknownBonusError
from grappe.engines.aid.exchange import packaged_rules
from grappe.engines.aid.result import Intensity, Step
from grappe.engines.aid.rules import Bonus, Category, Exemption, RuleBook, Size


def intensity(
    *, category: str, size: str, on: date, bonuses: Iterable[str] = (), rules: RuleBook | None = None
) -> Intensity:
    """Return the greatest aid intensity of one category of cost of one undertaking.

    Parameters
    ----------
    category : ``fundamental``, ``industrial``, ``experimental``, ``feasibility`` or another of the rules.
    size : ``micro``, ``small``, ``medium`` or ``large``.
    on : day the aid is granted: it chooses the version of the rules.
    bonuses : those whose condition is met, for example ``collaboration``.
    rules : the book of rules; those packaged with the engine by default.

    Returns
    -------
    Intensity
        With its steps.

    Raises
    ------
    AidError
        Named after what is not known: the category, a bonus, or any rule on that day.
    """
    book = packaged_rules() if rules is None else rules
    exemption = book.exemption_on(on)
    rule = exemption.category(category)
    counted = Size(size).counted
    share, steps = share_of(exemption, rule, counted, tuple(dict.fromkeys(bonuses)))
    words = {"rules": exemption.name, "on": on.isoformat(), "version": book.version}
    opening = Step("rules.applied", words, source=exemption.source, status=rule.status)
    return Intensity(category, str(counted), on, share, (opening, *steps), book.version)


def share_of(
    exemption: Exemption, rule: Category, size: Size, bonuses: tuple[str, ...]
) -> tuple[Decimal, tuple[Step, ...]]:
    """Compute the intensity of a category.

    Parameters
    ----------
    exemption, rule : the version and the category.
    size : as counted for State aid.
    bonuses : claimed and met.

    Returns
    -------
    Decimal, tuple of Step
        The share, 0 to 1, and how it comes about.
    """
    _require_known(exemption, bonuses)
    words = {"category": rule.name, "size": str(size)}
    if size not in rule.caps:
        return Decimal(0), (Step("size.excluded", words, source=rule.source, status=rule.status),)
    steps = [Step("base", words, {"share": rule.base}, rule.source, rule.status)]
    share = rule.base
    points = rule.size_points.get(size, Decimal(0))
    if points:
        share += points
        steps.append(Step("bonus.size", words, {"points": points}, rule.source, rule.status))
    met = [one for one in rule.bonuses if one.name in bonuses]
    kept = _kept(rule, met)
    for one in met:
        share += one.points if one in kept else 0
        code = "bonus.added" if one in kept else "bonus.exclusive"
        steps.append(
            Step(code, {"bonus": one.name, "condition": one.condition}, {"points": one.points}, one.source, one.status)
        )
    held = {one.name for one in rule.bonuses}
    steps += [
        Step("bonus.not_for_category", {"bonus": name, "category": rule.name}, source=rule.source)
        for name in bonuses
        if name not in held
    ]
    cap = rule.caps[size]
    if share > cap:
        share = cap
        steps.append(Step("cap", words, {"share": cap}, rule.source, rule.status))
    if rule.limit:
        steps.append(Step("limit", words | {"limit": rule.limit}, source=rule.source, status=rule.status))
    steps.append(Step("intensity", words, {"share": share}))
    return share, tuple(steps)


def _kept(rule: Category, met: list[Bonus]) -> list[Bonus]:
    """The three bonuses of Article 25(6)(b), (c) and (d) exclude one another: the greatest is taken."""
    if not rule.exclusive or not met:
        return met
    return [max(met, key=lambda one: one.points)]


def _require_known(exemption: Exemption, bonuses: tuple[str, ...]) -> None:
    known = sorted({bonus.name for category in exemption.categories for bonus in category.bonuses})
    for name in bonuses:
        if name not in known:
            raise UnknownBonusError(f"{name} is no bonus of {exemption.name}: one of {', '.join(known)}.")
