"""The measures of the graph in plain Python, straight from their definitions: slow, and right by construction."""

import math

from grappe.engines.matching.overlap import (
    BUDGET_UNKNOWN,
    INTENSITY_UNKNOWN,
    MONTHS_UNKNOWN,
    OFF_PLAN,
    OFF_THEME,
    SCALE_OF_INTENSITY,
    SCALE_OF_MONTHS,
)
from grappe.engines.matching.register import Project, Register


def plain_together(register: Register, asking: list[str], other: str) -> int:
    """Return how many projects a candidate shares with those who ask, counted once for each of them.

    Parameters
    ----------
    register : with its past projects.
    asking : names of those who ask.
    other : name of the candidate.
    """
    return sum(one in held and other in held and other not in asking for held in _members(register) for one in asking)


def plain_allocation(register: Register, asking: list[str], other: str) -> float:
    """Return the resources allocated to a candidate (Zhou, Lü & Zhang, 2009) over the partners of those who ask.

    Parameters
    ----------
    register : with its past projects.
    asking : names of those who ask.
    other : name of the candidate.
    """
    partners = {one.id: plain_partners(register, one.id) for one in register.organisations}
    between = {name for one in asking for name in partners[one]} - set(asking)
    return sum(1.0 / len(partners[name]) for name in between if other in partners[name])


def plain_walk(register: Register, asking: list[str], other: str) -> float:
    """Return the chance to stand at a candidate after two steps from one of those who ask (Newman's weights, 2001).

    Parameters
    ----------
    register : with its past projects.
    asking : names of those who ask.
    other : name of the candidate.
    """
    if other in asking:
        return 0.0
    names = [one.id for one in register.organisations if one.id not in asking]
    ways = (_step(register, one, name) * _step(register, name, other) for one in asking for name in names)
    return sum(ways) / len(asking)


def plain_overlaps(register: Register, asking: list[str], other: str) -> list[float]:
    """Return what each past project of a candidate has in common with those who ask (Jaccard), where it has anything.

    Parameters
    ----------
    register : with its past projects.
    asking : names of those who ask.
    other : name of the candidate.
    """
    theirs = [held for held in _members(register) if other in held and held & set(asking)]
    return [len(held & set(asking)) / len(held | set(asking)) for held in theirs]


def plain_plan_walk(register: Register, asking: list[str], plan: Project) -> dict[str, float]:
    """Return the chance to stand at each organisation after two steps along projects that are near to the plan.

    Parameters
    ----------
    register : with its past projects.
    asking : names of those who ask.
    plan : its themes, budget, months and aid intensity are read.
    """
    here = {name: 1.0 / len(asking) for name in asking}
    for _ in range(2):
        there: dict[str, float] = {}
        for name, chance in here.items():
            ways = [(one, _way(one, plan)) for one in register.projects if name in _everyone(one)]
            total = sum(near * len(_everyone(one)) for one, near in ways)
            for one, near in ways if total else ():
                for member in _everyone(one):
                    there[member] = there.get(member, 0.0) + chance * near / total
        here = {name: chance for name, chance in there.items() if name not in asking}
    return here


def plain_nearness(project: Project, plan: Project) -> float:
    """Return how near a project is to the plan: what the plan does not say tells no project apart.

    Parameters
    ----------
    project : of the past.
    plan : its budget, months and aid intensity are read.
    """
    near = 1.0
    if plan.budget:
        known = project.budget
        near *= min(known, plan.budget) / max(known, plan.budget) if known else BUDGET_UNKNOWN
    if plan.months:
        near *= math.exp(-(abs(project.months - plan.months) if project.months else MONTHS_UNKNOWN) / SCALE_OF_MONTHS)
    if plan.intensity is not None:
        apart = INTENSITY_UNKNOWN if project.intensity is None else abs(project.intensity - plan.intensity)
        near *= math.exp(-apart / SCALE_OF_INTENSITY)
    return near


def plain_partners(register: Register, name: str) -> set[str]:
    """Return with whom an organisation has been in a project.

    Parameters
    ----------
    register : with its past projects.
    name : of the organisation.
    """
    return {other for held in _members(register) if name in held for other in held} - {name}


def plain_theme_likeness(register: Register, asking: list[str], other: str, memory: float) -> float:
    """Return the mean of the cosines of a candidate's themes to those of each of those who ask.

    Parameters
    ----------
    register : with its past projects.
    asking : names of those who ask.
    other : name of the candidate.
    memory : years in which a project's weight falls by a factor e.
    """
    mine = _themes(register, other, memory)
    return sum(_cosine(mine, _themes(register, one, memory)) for one in asking) / len(asking)


def _members(register: Register) -> list[set[str]]:
    return [_everyone(one) for one in register.projects]


def _everyone(project: Project) -> set[str]:
    return set(project.members) | ({project.lead} if project.lead else set())


def _way(project: Project, plan: Project) -> float:
    others = len(_everyone(project)) - 1
    if not others:
        return 0.0
    on_theme = bool(set(plan.themes) & set(project.themes))
    return (on_theme + OFF_THEME) * (plain_nearness(project, plan) + OFF_PLAN) / others


def _step(register: Register, one: str, other: str) -> float:
    """The chance to go from one to another: a shared project at random, then another of its members at random."""
    shared = [held for held in _members(register) if one in held and len(held) > 1]
    met = sum(1.0 / (len(held) - 1) for held in shared if other in held and other != one)
    return met / len(shared) if shared else 0.0


def _themes(register: Register, name: str, memory: float) -> dict[str, float]:
    found: dict[str, float] = {}
    for project in register.projects:
        held = _everyone(project)
        if name in held and len(held) > 1:
            for theme in set(project.themes):
                age = max(0, register.year - project.year)
                found[theme] = found.get(theme, 0.0) + math.exp(-age / memory)
    return found


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    length = math.sqrt(sum(value**2 for value in one.values()) * sum(value**2 for value in other.values()))
    return sum(value * other.get(theme, 0.0) for theme, value in one.items()) / length if length else 0.0
