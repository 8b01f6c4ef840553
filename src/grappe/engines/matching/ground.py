"""A register made ready once, for many questions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from grappe.engines.matching.errors import ParameterError
from grappe.engines.matching.graph import Flags, Floats, Graph, Integers, graph_of
from grappe.engines.matching.library import Library, library_of
from grappe.engines.matching.model import Models, packaged_models
from grappe.engines.matching.register import Register
from grappe.engines.solving.exchange import Strict
from grappe.engines.texts import Encoder
from grappe.engines.texts.counts import rows_at_length_one

if TYPE_CHECKING:
    from grappe.engines.matching.clusters import Ties

# Of what `prepare` makes: raised whenever its shape changes, so that none kept in a file is read by a later engine.
LAYOUT = 5
# Added to counts of pairs before the logarithm: what was seen once or never says little.
DOUBT = 2.0
MOST_LABELS = 400


@dataclass(frozen=True)
class Parameters(Strict):
    """How suggestions are made.

    Parameters
    ----------
    models : the weights; the packaged ones by default.
    compare_all : up to so many texts all are compared by sense; of more, the nearest by their sketches.
    memory : years in which a past project's weight falls by a factor e.
    reasons : at most for each suggestion.
    evidence : names at most for each reason.
    """

    models: Models = field(default_factory=packaged_models)
    compare_all: int = 100_000
    memory: float = 2.0
    reasons: int = 4
    evidence: int = 5

    def __post_init__(self) -> None:
        if not self.memory > 0:
            raise ParameterError("The memory is a number of years above 0.")
        if self.reasons < 1 or self.evidence < 1:
            raise ParameterError("At least one reason and one piece of evidence are shown.")


@dataclass(frozen=True, eq=False)
class Labels:
    """One kind of label of the organisations, as numbers.

    Parameters
    ----------
    names : of the labels; the first is the empty one, of those whose label is not known.
    of : number of each organisation's label, shape (organisations,).
    lift : logarithm of seen over expected pairs in past projects, shape (labels, labels).
    """

    names: tuple[str, ...]
    of: Integers
    lift: Floats

    def among(self, wanted: frozenset[str]) -> Flags:
        """Return who bears one of the wanted labels, shape (organisations,)."""
        return np.array([name in wanted for name in self.names], dtype=np.bool_)[self.of]


@dataclass(frozen=True, eq=False)
class Ground:
    """What `prepare` makes of a register: arrays for every question, in the order of its organisations."""

    register: Register
    parameters: Parameters
    graph: Graph
    library: Library
    kind: Labels
    country: Labels
    region: Labels
    place: Labels
    size: Labels
    sector_names: Mapping[str, int]
    sectors: sparse.csr_array
    theme_names: Mapping[str, int]
    themes: sparse.csr_array
    findable: Flags
    first: Floats
    last: Floats

    @property
    def count(self) -> int:
        """Organisations."""
        return len(self.register.organisations)

    @cached_property
    def kind_by_country(self) -> Integers:
        """One number for each pair of a country and a kind, kinds counted first, shape (organisations,)."""
        return (self.country.of * len(self.kind.names) + self.kind.of).astype(np.int32)

    @cached_property
    def theme_profile(self) -> sparse.csr_array:
        """Faded shared projects of each organisation on each theme, shape (organisations, themes)."""
        weight = self.graph.fresh(self.parameters.memory) * self.graph.shared
        return sparse.csr_array(self.graph.projects_of @ (sparse.diags_array(weight) @ self.themes))

    @cached_property
    def with_sector(self) -> sparse.csr_array:
        """The organisations of each sector, shape (sectors, organisations)."""
        return sparse.csr_array(self.sectors.T.tocsr())

    @cached_property
    def theme_total(self) -> Floats:
        """The sum of it over the themes, shape (organisations,)."""
        return np.asarray(self.theme_profile.sum(axis=1), dtype=np.float64).ravel()

    @cached_property
    def activity(self) -> Floats:
        """Faded projects of each organisation, shape (organisations,)."""
        return np.asarray(self.graph.projects_of @ self.graph.fresh(self.parameters.memory), dtype=np.float64)

    @cached_property
    def partnerships(self) -> Floats:
        """Faded shared projects in which each organisation did not lead, shape (organisations,)."""
        return self.graph.partnerships(self.parameters.memory)

    @cached_property
    def of_theme(self) -> sparse.csr_array:
        """The same the other way round, shape (themes, organisations)."""
        return sparse.csr_array(self.theme_profile.T.tocsr())

    @cached_property
    def standings(self) -> dict[tuple[tuple[str, float], ...], Floats]:
        """What no question changes of the sums, by measures and their weights, each of shape (organisations,)."""
        return {}

    @cached_property
    def on_theme(self) -> sparse.csr_array:
        """The projects on each theme, shape (themes, projects)."""
        return sparse.csr_array(self.themes.T.tocsr())

    @cached_property
    def budgets(self) -> Floats:
        """Logarithm of the budget of each project, not a number where it is not known, shape (projects,)."""
        return np.array([np.log(one.budget) if one.budget else np.nan for one in self.register.projects], np.float64)

    @cached_property
    def months(self) -> Floats:
        """Months that each project lasts, not a number where they are not known, shape (projects,)."""
        return np.array([one.months or np.nan for one in self.register.projects], np.float64)

    @cached_property
    def intensities(self) -> Floats:
        """Share of each project's cost that aid bears, not a number where it is not known, shape (projects,)."""
        rates = (one.intensity for one in self.register.projects)
        return np.array([np.nan if rate is None else rate for rate in rates], np.float64)

    @cached_property
    def usual_budget(self) -> tuple[Floats, Floats]:
        """Mean logarithm of the budgets of each organisation's projects, and 1 where any is known, else both 0."""
        known, told = np.isfinite(self.budgets).astype(np.float64), np.nan_to_num(self.budgets, nan=0.0)
        counted = self.graph.projects_of @ known
        total = self.graph.projects_of @ (known * told)
        return total / np.maximum(counted, 1.0), (counted > 0).astype(np.float64)

    @cached_property
    def theme_directions(self) -> sparse.csr_array:
        """The same, rows of length one."""
        return rows_at_length_one(self.theme_profile)

    @cached_property
    def directions_of_theme(self) -> sparse.csr_array:
        """The same the other way round, shape (themes, organisations)."""
        return sparse.csr_array(self.theme_directions.T.tocsr())

    @cached_property
    def ties(self) -> dict[bool, "Ties"]:
        """How the clusters were compared, within and across sectors: once for all questions about them."""
        return {}


def prepare(register: Register, parameters: Parameters | None = None, encoder: Encoder | None = None) -> Ground:
    """Make a register ready for questions.

    Parameters
    ----------
    register : a snapshot.
    parameters : None takes the defaults.
    encoder : turns texts of any language into vectors; None compares by words only.

    Returns
    -------
    Ground
        To be given to `suggest`; it can be kept as long as the register does not change.
    """
    some = register.organisations
    graph = graph_of(register)
    first, last = _active_years(register, graph)
    library, chosen = library_of(register, encoder), parameters or Parameters()
    library.read_ahead()
    sector_names, sectors = _incidence([one.sectors for one in some])
    theme_names, themes = _incidence([one.themes for one in register.projects])
    return Ground(
        register,
        chosen,
        graph,
        library,
        _labels(graph, [one.kind for one in some]),
        _labels(graph, [one.country for one in some]),
        _labels(graph, [one.region for one in some]),
        _labels(graph, [one.place for one in some]),
        _labels(graph, [one.size for one in some]),
        sector_names,
        sectors,
        theme_names,
        themes,
        np.array([one.findable for one in some], dtype=np.bool_),
        first,
        last,
    )


def _labels(graph: Graph, values: Sequence[str]) -> Labels:
    names = ("", *sorted(set(values) - {""}))
    places = {name: place for place, name in enumerate(names)}
    of = np.array([places[one] for one in values], dtype=np.int64)
    # Towns are too many to say which go with which.
    lift = lift_of(graph, of, len(names)) if len(names) <= MOST_LABELS else np.zeros((0, 0))
    return Labels(names, of, lift)


def lift_of(graph: Graph, of: Integers, count: int) -> Floats:
    """Return the logarithm of seen over expected pairs of labels in past projects, shape (count, count).

    Parameters
    ----------
    graph : of the past.
    of : number of each organisation's label; 0 is the empty label, which has no lift.
    count : of the labels.
    """
    bears = sparse.csr_array((np.ones(of.size), (np.arange(of.size), of)), shape=(of.size, count))
    inside = (graph.members @ bears).toarray()
    weight = graph.shared / np.maximum(graph.size - 1.0, 1.0)
    pairs = inside.T @ (inside * weight[:, None]) - np.diag(weight @ inside)
    expected = np.outer(pairs.sum(axis=1), pairs.sum(axis=0)) / max(float(pairs.sum()), 1.0)
    lift = np.log((np.maximum(pairs, 0.0) + DOUBT) / (expected + DOUBT))
    lift[0] = lift[:, 0] = 0.0
    return np.asarray(lift, dtype=np.float64)


def _incidence(values: Sequence[Sequence[str]]) -> tuple[Mapping[str, int], sparse.csr_array]:
    names: dict[str, int] = defaultdict()
    rows, columns = [], []
    for row, labels in enumerate(values):
        for label in set(labels):
            rows.append(row)
            columns.append(names.setdefault(label, len(names)))
    shape = (len(values), max(1, len(names)))
    return dict(names), sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)


def _active_years(register: Register, graph: Graph) -> tuple[Floats, Floats]:
    """First and last year of activity, by projects or as stated; not a number where neither is known."""
    first = np.array([np.nan if one.first_active is None else one.first_active for one in register.organisations])
    last = np.array([np.nan if one.last_active is None else one.last_active for one in register.organisations])
    years = np.repeat(register.year - graph.age, graph.size.astype(np.int64))
    np.fmin.at(first, graph.members.indices, years)
    np.fmax.at(last, graph.members.indices, years)
    return first, last
