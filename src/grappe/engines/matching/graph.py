"""Who has been in which project: the arrays that every link predictor reads."""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from grappe.engines.matching.register import Register

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
# Rows that hold less than one in so many of all entries are copied; lists shorter than one in so many are sorted.
MOST_COPIED, SORTED = 2, 40


@dataclass(frozen=True, eq=False)
class Graph:
    """Projects and organisations.

    Parameters
    ----------
    members : 1 where an organisation is in a project, shape (projects, organisations).
    lead : position of each project's lead, -1 where it is not known.
    age : years since each project started, never below zero.
    """

    members: sparse.csr_array
    lead: Integers
    age: Floats

    @cached_property
    def projects_of(self) -> sparse.csr_array:
        """The transpose, shape (organisations, projects)."""
        return sparse.csr_array(self.members.T.tocsr())

    @cached_property
    def size(self) -> Floats:
        """Members of each project."""
        return np.asarray(np.diff(self.members.indptr), dtype=np.float64)

    @cached_property
    def degree(self) -> Floats:
        """Projects of each organisation."""
        return np.asarray(np.diff(self.projects_of.indptr), dtype=np.float64)

    @cached_property
    def shared(self) -> Floats:
        """1 for each project of two members or more, else 0."""
        return np.asarray(self.size > 1, dtype=np.float64)

    @cached_property
    def shared_degree(self) -> Floats:
        """Projects of each organisation that have other members."""
        return np.asarray(self.projects_of @ self.shared, dtype=np.float64)

    @cached_property
    def strength(self) -> Floats:
        """Sum of each organisation's partnerships, each weighed by 1 / (members - 1): its shared projects."""
        return self.shared_degree

    @cached_property
    def partners(self) -> Floats:
        """Distinct partners of each organisation."""
        return np.asarray(np.diff(self.partnership.indptr), dtype=np.float64)

    def touched(self, some: Integers, weights: Floats) -> Floats:
        """Return the weight of each project by those of some organisations in it, shape (projects,).

        Parameters
        ----------
        some : places.
        weights : of each of them.
        """
        return spread(self.projects_of, some, weights)

    def projects_with(self, some: Integers, weights: Floats) -> tuple[Integers, Floats]:
        """Return the projects of a few organisations, ascending, and the sum of the weights of those in each.

        Parameters
        ----------
        some : places.
        weights : of each of them.
        """
        lengths = self.projects_of.indptr[some + 1] - self.projects_of.indptr[some]
        entries = self.projects_of.indices[runs(self.projects_of.indptr[some], lengths)]
        hit, inside = distinct(entries, self.members.shape[0])
        return hit, np.bincount(inside, np.repeat(weights, lengths), minlength=hit.size).astype(np.float64)

    def reached(self, some: Integers, weights: Floats) -> Floats:
        """Return the weight of each organisation by those of its projects, shape (organisations,).

        Parameters
        ----------
        some : places of projects.
        weights : of each of them.
        """
        return spread(self.members, some, weights)

    def members_in(self, some: Integers) -> tuple[Integers, Integers]:
        """Return how many members some projects have, and the members, project by project.

        Parameters
        ----------
        some : places of projects.
        """
        lengths = (self.members.indptr[some + 1] - self.members.indptr[some]).astype(np.int64)
        return lengths, self.members.indices[runs(self.members.indptr[some], lengths)]

    def steps(self, some: Integers, values: Floats) -> Floats:
        """Carry values along every distinct partnership, once each.

        Parameters
        ----------
        some : places where there is a value.
        values : of each of them.
        """
        return spread(self.partnership, some, values)

    @cached_property
    def partnership(self) -> sparse.csr_array:
        """1 for two organisations that share a project, 0 on the diagonal, shape (organisations, organisations)."""
        together = sparse.csr_array(self.projects_of @ self.members)
        together.setdiag(0.0)
        together.eliminate_zeros()
        together.data[:] = 1.0
        return together

    @cached_property
    def dilution(self) -> Floats:
        """1 / (members - 1) of each project of two members or more, else 0 (Newman, 2001)."""
        return self.shared / np.maximum(self.size - 1.0, 1.0)

    @cached_property
    def own_dilution(self) -> Floats:
        """The sum of it over the projects of each organisation."""
        return np.asarray(self.projects_of @ self.dilution, dtype=np.float64)

    def newman(self, some: Integers, values: Floats) -> Floats:
        """Carry values along partnerships weighed by 1 / (members - 1) in each project (Newman, 2001).

        Parameters
        ----------
        some : places where there is a value.
        values : of each of them.

        Returns
        -------
        Floats
            Shape (organisations,).
        """
        touched = self.touched(some, values)
        there = np.flatnonzero(touched != 0).astype(np.int64)
        found = self.reached(there, self.dilution[there] * touched[there])
        found[some] -= self.own_dilution[some] * values
        return found

    def partnerships(self, years: float) -> Floats:
        """Return the faded number of shared projects in which each organisation did not lead.

        Parameters
        ----------
        years : in which a project's weight falls by a factor e.
        """
        weight = self.fresh(years) * self.shared
        known = self.lead >= 0
        led = np.bincount(self.lead[known], weight[known], minlength=self.members.shape[1])
        return np.asarray(np.maximum(self.projects_of @ weight - led, 0.0), dtype=np.float64)

    def fresh(self, years: float, some: Integers | None = None) -> Floats:
        """Return what is left of projects' weights when they fade by a factor e in some years.

        Parameters
        ----------
        years : in which a project's weight falls by a factor e.
        some : places of projects; None is all.
        """
        return np.asarray(np.exp(-(self.age if some is None else self.age[some]) / years), dtype=np.float64)


def spread(matrix: sparse.csr_array, some: Integers, weights: Floats) -> Floats:
    """Return the weighed sum of some rows of ones and zeros, shape (columns,); rows not named are not read.

    Parameters
    ----------
    matrix : of ones and zeros; what it holds is not read, only where.
    some : rows.
    weights : of each of them.
    """
    held = int((matrix.indptr[some + 1] - matrix.indptr[some]).sum())
    # A few rows of many are copied and summed; where most would be copied, all are read where they lie.
    if MOST_COPIED * held < matrix.nnz:
        return np.asarray(sparse.csr_array(matrix[some]).T @ weights, dtype=np.float64)
    everyone = np.bincount(some, weights, minlength=matrix.shape[0])
    return np.asarray(matrix.T @ everyone, dtype=np.float64)


def logarithm(values: Floats, unit: float) -> Floats:
    """Return ln(1 + values / unit), many at a time: several times faster than the function for tiny values.

    Parameters
    ----------
    values : 0 or more; what is less than some 1e-16 of a unit is lost.
    unit : above 0.
    """
    return np.asarray(np.log(values + unit) - np.log(unit), dtype=np.float64)


def row_of(matrix: sparse.csr_array, place: int) -> Integers:
    """Return the columns of one row, without a copy.

    Parameters
    ----------
    matrix : any.
    place : of the row.
    """
    return np.asarray(matrix.indices[matrix.indptr[place] : matrix.indptr[place + 1]], dtype=np.int64)


def distinct(entries: Integers, count: int) -> tuple[Integers, Integers]:
    """Return the numbers that occur, ascending, and for each entry the place of its number among them.

    Parameters
    ----------
    entries : numbers from 0 to below `count`, with repetitions.
    count : of the numbers that there are.
    """
    if entries.size * SORTED < count:
        found, inside = np.unique(entries, return_inverse=True)
        return found.astype(np.int64), inside.astype(np.int64)
    # Many entries are counted rather than sorted.
    there = np.zeros(count, dtype=np.bool_)
    there[entries] = True
    found = np.flatnonzero(there).astype(np.int64)
    place = np.zeros(count, dtype=np.int64)
    place[found] = np.arange(found.size)
    return found, place[entries]


def runs(starts: Integers, lengths: Integers) -> Integers:
    """Return the numbers start, start + 1, ... of each run, one run after the other.

    Parameters
    ----------
    starts, lengths : of the runs, shape (runs,).
    """
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if ends.size else 0
    return np.arange(total) + np.repeat(np.asarray(starts - ends + lengths, dtype=np.int64), lengths)


def graph_of(register: Register) -> Graph:
    """Read the graph of a register; projects of the future count as of the present.

    Parameters
    ----------
    register : whose projects are read; a lead is a member whether or not it is listed as one.
    """
    listed = [
        sorted({register.place_of[name] for name in (*one.members, *filter(None, [one.lead]))})
        for one in register.projects
    ]
    starts = np.cumsum([0, *(len(one) for one in listed)])
    # Small numbers: half the memory to read at every question.
    places = np.fromiter(chain.from_iterable(listed), dtype=np.int32)
    shape = (len(listed), len(register.organisations))
    members = sparse.csr_array((np.ones(len(places)), places, starts.astype(np.int32)), shape=shape)
    lead = np.array([-1 if one.lead is None else register.place_of[one.lead] for one in register.projects], np.int64)
    age = np.array([max(0, register.year - one.year) for one in register.projects], dtype=np.float64)
    return Graph(members, lead, age)
