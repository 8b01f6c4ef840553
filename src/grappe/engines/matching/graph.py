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

    def fresh(self, years: float) -> Floats:
        """Return what is left of each project's weight when it fades by a factor e in some years."""
        return np.asarray(np.exp(-self.age / years), dtype=np.float64)


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
    places = np.fromiter(chain.from_iterable(listed), dtype=np.int64)
    shape = (len(listed), len(register.organisations))
    members = sparse.csr_array((np.ones(len(places)), places, starts), shape=shape)
    lead = np.array([-1 if one.lead is None else register.place_of[one.lead] for one in register.projects], np.int64)
    age = np.array([max(0, register.year - one.year) for one in register.projects], dtype=np.float64)
    return Graph(members, lead, age)
