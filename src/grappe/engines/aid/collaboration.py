"""Whether a project is an effective collaboration: read off its partners and their costs, never taken on trust."""

from decimal import Decimal

from grappe.engines.aid.problem import Kind, Partner, Project
from grappe.engines.aid.result import Step
from grappe.engines.aid.rules import Collaboration, Size


def collaboration_of(project: Project, rule: Collaboration) -> tuple[bool, tuple[Step, ...]]:
    """Tell whether the partners collaborate effectively.

    Parameters
    ----------
    project : partners with their costs; subcontractors are no partners.
    rule : the shares the regulation asks for.

    Returns
    -------
    bool, tuple of Step
        The answer and its reasons.
    """
    total = sum((partner.cost for partner in project.partners), Decimal(0))
    firms = _firms(project, total)
    bodies = [one for one in project.partners if one.kind is Kind.RESEARCH and one.may_publish]
    research = sum((one.cost for one in bodies), Decimal(0))
    among = _among_firms(rule, total, firms)
    with_research = bool(firms) and total > 0 and research >= rule.research_at_least * total
    steps = []
    if among:
        steps.append(Step("collaboration.firms", {}, {"most": rule.firm_at_most}, rule.source, rule.status))
    if with_research:
        steps.append(Step("collaboration.research", {}, {"least": rule.research_at_least}, rule.source, rule.status))
    if not steps:
        limits = {"most": rule.firm_at_most, "least": rule.research_at_least}
        steps.append(Step("collaboration.none", {}, limits, rule.source, rule.status))
    return among or with_research, tuple(steps)


def _firms(project: Project, total: Decimal) -> dict[str, list[Partner]]:
    """Undertakings that bear costs; partners of one single undertaking count once."""
    found: dict[str, list[Partner]] = {}
    for partner in project.partners:
        if partner.kind is Kind.UNDERTAKING and partner.cost > 0 and total > 0:
            found.setdefault(partner.single, []).append(partner)
    return found


def _among_firms(rule: Collaboration, total: Decimal, firms: dict[str, list[Partner]]) -> bool:
    if len(firms) < 2:  # noqa: PLR2004
        return False
    members = [partner for partners in firms.values() for partner in partners]
    has_sme = any(partner.size is not Size.LARGE for partner in members)
    across = len({partner.state for partner in members}) > 1
    most = max(sum((one.cost for one in partners), Decimal(0)) for partners in firms.values())
    return (has_sme or across) and most <= rule.firm_at_most * total


def bonuses_met(
    project: Project, partner: Partner, rule: Collaboration, *, collaborates: bool
) -> tuple[tuple[str, ...], tuple[Step, ...]]:
    """Return the bonuses a partner claims that its project can bear, and why others fall.

    Parameters
    ----------
    project, partner : who claims.
    rule : the shares the regulation asks for.
    collaborates : whether the project is an effective collaboration.

    Returns
    -------
    tuple of str, tuple of Step
        Bonuses other than collaboration and three States are declarations, and pass.
    """
    wanted = rule.three_states_large if partner.size is Size.LARGE else rule.three_states_sme
    states = len({one.state for one in project.partners if one.kind is Kind.UNDERTAKING and one.cost > 0})
    met, steps = [], []
    for name in dict.fromkeys(partner.bonuses):
        if name == "collaboration" and not collaborates:
            steps.append(Step("bonus.refused_collaboration", {"bonus": name}, {}, rule.source, rule.status))
        elif name == "three-states" and not (collaborates and states >= wanted):
            numbers = {"states": Decimal(states), "wanted": Decimal(wanted)}
            steps.append(Step("bonus.refused_states", {"bonus": name}, numbers, rule.source, rule.status))
        else:
            met.append(name)
    return tuple(met), tuple(steps)
