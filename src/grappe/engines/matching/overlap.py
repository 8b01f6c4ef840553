"""Past projects in the light of the question: how much of the group they held, and how near they are to the plan."""

from dataclasses import dataclass

import numpy as np

from grappe.engines.matching.asking import Asked
from grappe.engines.matching.graph import Floats, Integers, distinct, logarithm, runs
from grappe.engines.matching.ground import Ground
from grappe.engines.matching.near import Near, at_places

# What a project off the themes asked, and one quite unlike the plan, still counts for on a walk.
OFF_THEME, OFF_PLAN = 0.02, 0.05
# Of fewer than one project in so many, the themes are looked up; else all on the themes are marked.
FEW = 50
# How near a project is taken to be whose budget is not known; how far one whose months or aid intensity are not.
BUDGET_UNKNOWN, MONTHS_UNKNOWN, INTENSITY_UNKNOWN = 0.1, 12.0, 0.15
# By how many months, and by how much of the intensity, nearness falls by a factor e.
SCALE_OF_MONTHS, SCALE_OF_INTENSITY = 10.0, 1 / 6
# Projects that started no longer ago, in years, are late ones. What counts as one near project, of any date and late.
LATE, LITTLE, LATE_ONES = 1.0, 0.01, 0.2


@dataclass(frozen=True, eq=False)
class Overlap:
    """What projects that held some of those who ask say of their other members.

    The overlap of a project is the share that it has in common with those who ask: members in both, divided by members
    of either (Jaccard).

    Parameters
    ----------
    places : who was in such a project, those who ask left out, ascending.
    squared : sum of the overlaps' squares over such projects.
    fresh : sum of the overlaps, faded.
    best : the greatest overlap.
    rare : sum over such projects of (sum over those who ask in it of 1 / root(projects + 1)) squared / root(members).
    themed, planned : sum of the overlaps of projects on the themes asked; the same, by nearness to the plan.
    alike : sum of the overlaps by nearness to the plan, on any theme.
    """

    places: Integers
    squared: Floats
    fresh: Floats
    best: Floats
    rare: Floats
    themed: Floats
    planned: Floats
    alike: Floats

    def measures(self) -> dict[str, Floats]:
        """Return what enters the score, each of shape (places,)."""
        return {
            "overlap": np.sqrt(self.squared),
            "overlap_fresh": np.sqrt(self.fresh),
            "overlap_best": self.best,
            "overlap_rare": np.sqrt(self.rare),
            "overlap_theme": np.sqrt(self.themed),
            "overlap_plan": np.sqrt(self.planned),
            "overlap_alike": np.sqrt(self.alike),
        }

    def at(self, some: Integers) -> dict[str, Floats]:
        """Return the measures of some organisations, 0 for those that are in no such project.

        Parameters
        ----------
        some : places.
        """
        return {name: at_places(self.places, some, values) for name, values in self.measures().items()}


@dataclass(frozen=True, eq=False)
class Planned:
    """Who is near the plan, along past projects on its themes that are like it; all 0 where no theme is asked.

    Parameters
    ----------
    once, twice : chance to be at an organisation after one and two steps of a walk that prefers projects near to the
        plan, shape (organisations,); 0 for those who ask.
    projects : shared projects on the themes asked, each by its nearness to the plan, shape (organisations,).
    late : the same of those that started lately, shape (organisations,).
    """

    once: Floats
    twice: Floats
    projects: Floats
    late: Floats

    def measures(self, some: Integers) -> dict[str, Floats]:
        """Return what enters the score, up to what everybody has alike, each of shape (some,).

        Parameters
        ----------
        some : places.
        """
        projects = self.projects[some]
        return {
            "plan_partner": np.sqrt(self.once[some]),
            "plan_walk": logarithm(self.twice[some], 1e-6),
            "plan_projects": logarithm(projects, 1.0),
            "plan_any": logarithm(projects, LITTLE),
            "plan_late": logarithm(self.late[some], LATE_ONES),
        }


def overlap_of(ground: Ground, asked: Asked, near: Near) -> Overlap:
    """Compare past projects with the group that asks; only projects that held one of them are read.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    near : ties to those who ask.
    """
    graph, seeds = ground.graph, asked.seeds
    hit, times = graph.projects_with(seeds, np.ones(seeds.size))
    _, rare = graph.projects_with(seeds, 1.0 / np.sqrt(graph.degree[seeds] + 1.0))
    shared = graph.size[hit] > 1
    hit, times, rare = hit[shared], times[shared], rare[shared]
    lengths, members = graph.members_in(hit)
    found = np.searchsorted(near.places, members)
    # Beyond the last place there is nobody.
    kept = np.append(near.places, -1)[found] == members
    inside = found[kept]
    common = times / (graph.size[hit] + seeds.size - times)

    def summed(weights: Floats) -> Floats:
        return np.bincount(inside, np.repeat(weights, lengths)[kept], minlength=near.places.size).astype(np.float64)

    best = np.zeros(near.places.size)
    np.maximum.at(best, inside, np.repeat(common, lengths)[kept])
    themed, alike = common * on_themes(ground, asked, hit), near_plan(ground, asked, hit)
    return Overlap(
        places=near.places,
        squared=summed(common**2),
        fresh=summed(common * graph.fresh(ground.parameters.memory, hit)),
        best=best,
        rare=summed(rare**2 / np.sqrt(graph.size[hit])),
        themed=summed(themed),
        planned=summed(themed * alike),
        alike=summed(common * alike),
    )


def planned(ground: Ground, asked: Asked) -> Planned:
    """Walk from those who ask along projects that are near to the plan.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    """
    if not asked.themes.size:
        nothing = np.zeros(ground.count)
        return Planned(nothing, nothing, nothing, nothing)
    graph, seeds = ground.graph, asked.seeds
    once = _step(ground, asked, seeds, np.full(seeds.size, 1.0 / max(1, seeds.size)))
    once[seeds] = 0.0
    between = np.flatnonzero(once != 0).astype(np.int64)
    twice = _step(ground, asked, between, once[between])
    twice[seeds] = 0.0
    some, _ = distinct(ground.on_theme[asked.themes].indices, graph.size.size)
    projects = graph.shared[some] * near_plan(ground, asked, some)
    lengths, members = graph.members_in(some)
    late = np.where(graph.age[some] <= LATE, projects, 0.0)
    of_each, lately = (
        np.bincount(members, np.repeat(one, lengths), minlength=ground.count).astype(np.float64, copy=False)
        for one in (projects, late)
    )
    return Planned(once, twice, of_each, lately)


def _step(ground: Ground, asked: Asked, some: Integers, start: Floats) -> Floats:
    """Go to a project, the likelier the nearer it is to the plan, then to one of its members."""
    graph = ground.graph
    lengths = (graph.projects_of.indptr[some + 1] - graph.projects_of.indptr[some]).astype(np.int64)
    entries = graph.projects_of.indices[runs(graph.projects_of.indptr[some], lengths)]
    there, inside = distinct(entries, graph.size.size)
    nearness = (
        graph.dilution[there]
        * (on_themes(ground, asked, there) + OFF_THEME)
        * (near_plan(ground, asked, there) + OFF_PLAN)
    )
    weight = nearness * graph.size[there]
    owner = np.repeat(np.arange(some.size), lengths)
    total = np.bincount(owner, weight[inside], minlength=some.size)
    share = np.repeat(start / np.maximum(total, 1e-300), lengths)
    return graph.reached(there, np.bincount(inside, share, minlength=there.size) * nearness)


def on_themes(ground: Ground, asked: Asked, some: Integers) -> Floats:
    """Return 1 for projects on a theme asked about, else 0, shape (some,).

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.
    some : places of projects.
    """
    if not asked.themes.size:
        return np.zeros(some.size)
    if some.size * FEW < ground.themes.shape[0]:
        starts = ground.themes.indptr[some]
        held = (ground.themes.indptr[some + 1] - starts).astype(np.int64)
        hit = np.isin(ground.themes.indices[runs(starts, held)], asked.themes)
        return (np.bincount(np.repeat(np.arange(some.size), held)[hit], minlength=some.size) > 0).astype(np.float64)
    there = np.zeros(ground.themes.shape[0], dtype=np.bool_)
    there[ground.on_theme[asked.themes].indices] = True
    return there[some].astype(np.float64)


def near_plan(ground: Ground, asked: Asked, some: Integers) -> Floats:
    """Return how near projects are to the plan by budget, months and aid intensity, between 0 and 1, shape (some,).

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers; what its plan does not say tells no project apart.
    some : places of projects.

    Notes
    -----
    The lesser budget divided by the greater, times exp(-months apart / 10), times exp(-6 x rates apart).
    """
    near = np.ones(some.size)
    if asked.budget:
        gap = np.abs(ground.budgets[some] - np.log(asked.budget))
        near *= np.nan_to_num(np.exp(-gap), nan=BUDGET_UNKNOWN)
    if asked.months:
        gap = np.abs(ground.months[some] - asked.months)
        near *= np.exp(-np.nan_to_num(gap, nan=MONTHS_UNKNOWN) / SCALE_OF_MONTHS)
    if asked.intensity is not None:
        gap = np.abs(ground.intensities[some] - asked.intensity)
        near *= np.exp(-np.nan_to_num(gap, nan=INTENSITY_UNKNOWN) / SCALE_OF_INTENSITY)
    return near
