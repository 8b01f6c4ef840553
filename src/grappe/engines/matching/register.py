"""The question's ground: a snapshot of who exists, what they did together, what they offer and need."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from grappe.engines.matching.errors import DuplicateNameError, UnknownNameError
from grappe.engines.solving.exchange import Strict


class Sense(StrEnum):
    """Which way a statement looks."""

    OFFER = "offer"
    NEED = "need"


@dataclass(frozen=True)
class Text(Strict):
    """Words of somebody about himself, his project, his offer or his need.

    Parameters
    ----------
    text : as written; title and body together.
    language : two letters, empty where it is not known.
    id : by which the reader finds it, for evidence; empty where there is none.
    """

    text: str
    language: str = ""
    id: str = ""


@dataclass(frozen=True)
class Organisation(Strict):
    """A body that may be suggested, if it consented to be found.

    Parameters
    ----------
    id : any label unique among the organisations.
    findable : whether it consented to be found; without, it appears in no suggestion and no evidence.
    kind : label, such as firm, laboratory, school.
    country : two letters, as the register writes them; empty where it is not known.
    region, place : labels of the region and of the town.
    sectors : labels of its sectors or themes.
    size : label of its size category.
    first_active, last_active : years, where they are known from elsewhere than the projects.
    texts : its own words, in any languages.
    """

    id: str
    findable: bool
    kind: str = ""
    country: str = ""
    region: str = ""
    place: str = ""
    sectors: tuple[str, ...] = ()
    size: str = ""
    first_active: int | None = None
    last_active: int | None = None
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Project(Strict):
    """A project of the past: who was in it, when, on what.

    Parameters
    ----------
    id : any label unique among the projects.
    year : in which it started.
    members : organisations, the lead among them.
    lead : the organisation that leads it, None where it is not known.
    themes : labels of its call, programme or themes.
    budget : of the whole consortium in euros, None where it is not known.
    months : that it lasts, or was to last, None where it is not known.
    intensity : share of its cost that aid bears, from 0 to 1, None where it is not known.
    texts : title and summary.
    """

    id: str
    year: int
    members: tuple[str, ...]
    lead: str | None = None
    themes: tuple[str, ...] = ()
    budget: float | None = None
    months: float | None = None
    intensity: float | None = None
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Statement(Strict):
    """What an organisation offers or needs, in its own words.

    Parameters
    ----------
    id : any label unique among the statements.
    organisation : whose it is.
    sense : offer or need.
    texts : the same statement in one or several languages.
    sectors : labels of sectors or themes.
    """

    id: str
    organisation: str
    sense: Sense
    texts: tuple[Text, ...]
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cluster(Strict):
    """A cluster, here or abroad.

    Parameters
    ----------
    id : any label unique among the clusters.
    findable : whether its governing body consented to be found.
    country, region : where it is.
    themes : labels of what it works on.
    members : organisations of the register that are its members.
    texts : its own words.
    """

    id: str
    findable: bool
    country: str = ""
    region: str = ""
    themes: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Register(Strict):
    """A snapshot of the register.

    Parameters
    ----------
    year : the present, from which the age of projects is counted.
    """

    year: int
    organisations: tuple[Organisation, ...]
    projects: tuple[Project, ...] = ()
    statements: tuple[Statement, ...] = ()
    clusters: tuple[Cluster, ...] = ()

    def __post_init__(self) -> None:
        _refuse_twice("organisation", (one.id for one in self.organisations))
        _refuse_twice("project", (one.id for one in self.projects))
        _refuse_twice("statement", (one.id for one in self.statements))
        _refuse_twice("cluster", (one.id for one in self.clusters))
        for project in self.projects:
            self.refuse_unknown(f"Project {project.id}", (*project.members, *filter(None, [project.lead])))
        for statement in self.statements:
            self.refuse_unknown(f"Statement {statement.id}", (statement.organisation,))
        for cluster in self.clusters:
            self.refuse_unknown(f"Cluster {cluster.id}", cluster.members)

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """Position of each organisation by its name."""
        return {one.id: place for place, one in enumerate(self.organisations)}

    @cached_property
    def cluster_place_of(self) -> Mapping[str, int]:
        """Position of each cluster by its name."""
        return {one.id: place for place, one in enumerate(self.clusters)}

    @cached_property
    def statements_of(self) -> Mapping[str, tuple[Statement, ...]]:
        """Statements of each organisation that made any."""
        found: dict[str, list[Statement]] = {}
        for one in self.statements:
            found.setdefault(one.organisation, []).append(one)
        return {name: tuple(some) for name, some in found.items()}

    def refuse_unknown(self, who: str, names: Iterable[str]) -> None:
        """Raise `UnknownNameError` for the first name that is no organisation's.

        Parameters
        ----------
        who : names them, for the message.
        names : to look up.
        """
        for name in names:
            if name not in self.place_of:
                raise UnknownNameError(f"{who} names {name}, which is no organisation of the register: add it.")


def _refuse_twice(kind: str, names: Iterable[str]) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            raise DuplicateNameError(f"Two {kind}s are named {name}: rename one, or join them.")
