"""The question: projects and what their partners need, funders and what they may pay."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from grappe.engines.solving.exchange import Strict

ONE, ZERO = Decimal(1), Decimal(0)


class Scope(StrEnum):
    """Where two sides are compared: in each project, or over the whole portfolio."""

    PROJECT = "project"
    PORTFOLIO = "portfolio"


@dataclass(frozen=True)
class Partner(Strict):
    """A partner of a project.

    Parameters
    ----------
    id : any label unique in the project.
    need : aid asked for, in euros, to the cent.
    territory : label that funders and envelopes refer to; None is nobody's.
    ceiling : aid it may lawfully receive for this project, in euros; what it asks beyond is never paid.
    undertaking : label of the single undertaking it belongs to, which ceilings across projects refer to.
    """

    id: str
    need: Decimal
    territory: str | None = None
    ceiling: Decimal | None = None
    undertaking: str | None = None

    @property
    def payable(self) -> Decimal:
        """What it asks, no more than its ceiling."""
        return self.need if self.ceiling is None else min(self.need, self.ceiling)


@dataclass(frozen=True)
class Project(Strict):
    """A project that asks for aid.

    Parameters
    ----------
    id : any label unique among the projects.
    score : what it is worth, 0 or more.
    partners : those who ask for aid; none makes a project that costs nothing.
    theme : label that funders and envelopes refer to.
    low, high : range in which its true score may lie; its score alone by default.
    """

    id: str
    score: Decimal
    partners: tuple[Partner, ...]
    theme: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def payable(self) -> Decimal:
        """What all its partners may get, in euros."""
        return sum((partner.payable for partner in self.partners), ZERO)


@dataclass(frozen=True)
class Funder(Strict):
    """Who pays, and under which conditions.

    Parameters
    ----------
    id : any label unique among the funders. Where limits leave a choice, the first named pays first.
    budget : all it may pay, in euros.
    territories, themes : the only ones it pays for; None is all.
    share_of_project : most of the aid of one project that it may pay, 0 to 1.
    share_of_partner : most of what one partner may get that it may pay, 0 to 1.
    minimum : least it pays to a project it pays at all, in euros.
    """

    id: str
    budget: Decimal
    territories: frozenset[str] | None = None
    themes: frozenset[str] | None = None
    share_of_project: Decimal = ONE
    share_of_partner: Decimal = ONE
    minimum: Decimal = ZERO

    def pays(self, project: Project, partner: Partner) -> bool:
        """Whether its rules let it pay this partner of this project."""
        return _holds(self.territories, partner.territory) and _holds(self.themes, project.theme)


@dataclass(frozen=True)
class Envelope(Strict):
    """Money of some funders together for some themes and territories; None is all. `amount` is in euros."""

    id: str
    funders: frozenset[str]
    amount: Decimal
    themes: frozenset[str] | None = None
    territories: frozenset[str] | None = None

    def covers(self, funder: str, project: Project, partner: Partner) -> bool:
        """Whether a payment is drawn on it."""
        is_for = _holds(self.themes, project.theme) and _holds(self.territories, partner.territory)
        return funder in self.funders and is_for


@dataclass(frozen=True)
class Ceiling(Strict):
    """Most aid, in euros, that one single undertaking may get over all projects."""

    undertaking: str
    amount: Decimal


@dataclass(frozen=True)
class Parity(Strict):
    """Two sides pay the same.

    Parameters
    ----------
    left, right : funders of either side; others do not count.
    tolerance : the sides differ by at most this share of their sum and, for odd sums, a cent.
    scope : in each project or over the portfolio.
    """

    id: str
    left: frozenset[str]
    right: frozenset[str]
    tolerance: Decimal = ZERO
    scope: Scope = Scope.PROJECT


@dataclass(frozen=True)
class Group(Strict):
    """Projects of which at most `most` are taken: variants of one idea, one theme that is not to fill the list."""

    id: str
    projects: frozenset[str]
    most: int = 1


@dataclass(frozen=True)
class Problem(Strict):
    """What is to be chosen, and who can pay.

    Parameters
    ----------
    least_scale : share of what each partner may get that it must get in a funded project: 1 is all or nothing.
        Below 1 a project is worth its score times the share of its aid that is paid.
    most_projects : None sets no limit.
    pinned, excluded : projects decided by hand.
    reserve : length of the reserve list.
    """

    projects: tuple[Project, ...]
    funders: tuple[Funder, ...]
    envelopes: tuple[Envelope, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    parities: tuple[Parity, ...] = ()
    groups: tuple[Group, ...] = ()
    most_projects: int | None = None
    least_scale: Decimal = ONE
    pinned: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    reserve: int = 0

    @cached_property
    def project_at(self) -> Mapping[str, int]:
        """Position of each project by its name."""
        return {project.id: place for place, project in enumerate(self.projects)}

    @property
    def is_scaled(self) -> bool:
        """Whether a project may get a part of what it asks."""
        return self.least_scale < 1


def _holds(wanted: frozenset[str] | None, label: str | None) -> bool:
    return wanted is None or label in wanted
