"""Who stands near those who ask in the graph of past projects, at one and at two steps."""

from dataclasses import dataclass

import numpy as np

from grappe.engines.matching.asking import Asked
from grappe.engines.matching.graph import Floats, Graph, Integers, distinct


@dataclass(frozen=True, eq=False)
class Near:
    """Ties of the organisations to those who ask.

    Parameters
    ----------
    places : who shared a project with one of those who ask, these left out, ascending.
    counted : their projects with those who ask, counted once for each of them.
    fresh, share : the same, faded; the same, each divided by its members less one.
    rooted : the same, each divided by the root of the number of projects of the one who asks (Salton, 1983).
    linked : with how many of those who ask.
    led_by_them, led_them : faded projects that one of those who ask led with them in it, and the other way round.
    allocated : over partners in between, of all organisations (Zhou, Lü & Zhang, 2009).
    walked : chance to be at an organisation after two steps, of all (Newman, 2001); 0 for those who ask.
    """

    places: Integers
    counted: Floats
    fresh: Floats
    share: Floats
    rooted: Floats
    linked: Floats
    led_by_them: Floats
    led_them: Floats
    allocated: Floats
    walked: Floats

    def at(self, some: Integers, values: Floats) -> Floats:
        """Return the values of some organisations, 0 for those that are not near.

        Parameters
        ----------
        some : places.
        values : one for each of `places`.
        """
        return at_places(self.places, some, values)


def at_places(places: Integers, some: Integers, values: Floats) -> Floats:
    """Return values of some places, 0 for those that have none, shape (some,).

    Parameters
    ----------
    places : that have one, ascending.
    some : wanted.
    values : one for each of `places`.
    """
    if not places.size:
        return np.zeros(some.size)
    found = np.minimum(np.searchsorted(places, some), places.size - 1)
    return np.where(places[found] == some, values[found], 0.0)


def near_to(graph: Graph, asked: Asked, memory: float) -> Near:
    """Gather the ties of everybody to those who ask; only what stands near them is read.

    Parameters
    ----------
    graph : of the past.
    asked : the question in numbers; with a lead, only the lead's projects count as led.
    memory : years in which a project's weight falls by a factor e.
    """
    seeds = asked.seeds
    hit, times = graph.projects_with(seeds, np.ones(seeds.size))
    fresh = graph.fresh(memory, hit)
    lengths, members = graph.members_in(hit)
    places, inside = distinct(members, graph.members.shape[1])

    def summed(weights: Floats) -> Floats:
        return np.bincount(inside, np.repeat(weights, lengths), minlength=places.size).astype(np.float64)

    _, own = graph.projects_with(seeds, 1.0 / np.sqrt(graph.degree[seeds] + 1.0))
    asking = seeds if asked.lead < 0 else np.array([asked.lead])
    lead = graph.lead[hit]
    with_them = np.isin(hit, graph.projects_with(asking, np.ones(asking.size))[0])
    led = (lead >= 0) & with_them
    led_them = np.bincount(np.searchsorted(places, lead[led]), fresh[led], minlength=places.size)
    others = ~np.isin(places, seeds)
    kept = places[others].astype(np.int64)
    allocated, walked = _two_steps(graph, seeds, kept)
    return Near(
        places=kept,
        counted=summed(times)[others],
        fresh=summed(times * fresh)[others],
        share=summed(times / np.maximum(graph.size[hit] - 1.0, 1.0))[others],
        rooted=summed(own)[others],
        linked=_linked(graph, seeds, places)[others],
        led_by_them=summed(fresh * np.isin(lead, asking))[others],
        led_them=led_them.astype(np.float64)[others],
        allocated=allocated,
        walked=walked,
    )


def _linked(graph: Graph, seeds: Integers, places: Integers) -> Floats:
    linked = np.zeros(places.size)
    for seed in seeds:
        partners, _ = distinct(graph.members[graph.projects_of[[seed]].indices].indices, graph.members.shape[1])
        linked[np.searchsorted(places, partners)] += 1.0
    return linked


def _two_steps(graph: Graph, seeds: Integers, partners: Integers) -> tuple[Floats, Floats]:
    """Resource allocation and the walk of two steps, of all organisations."""
    allocated = graph.steps(partners, 1.0 / np.maximum(graph.partners[partners], 1.0))
    first = graph.newman(seeds, 1.0 / np.maximum(graph.strength[seeds], 1e-9) / max(1, seeds.size))
    first[seeds] = 0.0
    some = np.flatnonzero(first != 0).astype(np.int64)
    walked = graph.newman(some, first[some] / np.maximum(graph.strength[some], 1e-9))
    walked[seeds] = 0.0
    # What comes back to where it started is rounding, not a way.
    return allocated, np.maximum(walked, 0.0, out=walked)
