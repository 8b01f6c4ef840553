"""What can be asked, and the wishes that go with every question."""

from dataclasses import dataclass, field

from grappe.engines.matching.errors import ParameterError
from grappe.engines.matching.register import Text
from grappe.engines.solving.exchange import Strict

Labels = frozenset[str]


@dataclass(frozen=True)
class Wishes(Strict):
    """Must-haves, which are obeyed exactly, and taste.

    Parameters
    ----------
    count : of suggestions wanted, 1 or more.
    kinds, countries, regions, sectors, sizes : the only ones wanted; None is all. One sector in common is enough.
    active_since : year since which a candidate must have been active, None for no such wish.
    excluded : never these organisations or clusters.
    only_new : none that has ever been in a project with those who ask.
    dismissed : "not this one": they are left out, and the more a candidate is like them the lower it comes.
    diversity : 0 takes the best one by one; towards 1, each next one is to differ more from those before it.
    """

    count: int = 10
    kinds: Labels | None = None
    countries: Labels | None = None
    regions: Labels | None = None
    sectors: Labels | None = None
    sizes: Labels | None = None
    active_since: int | None = None
    excluded: Labels = frozenset()
    only_new: bool = False
    dismissed: tuple[str, ...] = ()
    diversity: float = 0.0

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ParameterError("Ask for at least one suggestion.")
        if not 0 <= self.diversity <= 1:
            raise ParameterError("Diversity lies between 0 and 1.")


@dataclass(frozen=True)
class Role(Strict):
    """A place to be filled in a consortium: a label of one's own, and who can fill it; None is all."""

    id: str
    kinds: Labels | None = None
    countries: Labels | None = None
    sectors: Labels | None = None


@dataclass(frozen=True)
class CallRules(Strict):
    """What a call demands of a consortium.

    Parameters
    ----------
    countries : from which partners are eligible; None is all. Others are never suggested.
    least_countries, least_members : distinct, members included.
    needed_kinds : each must be there at least once.
    """

    countries: Labels | None = None
    least_countries: int = 1
    least_members: int = 1
    needed_kinds: Labels = frozenset()

    def wants_countries(self, there: int) -> bool:
        """Whether a partner of one more country would help, with so many there."""
        return there < self.least_countries and self.least_countries > 1


@dataclass(frozen=True)
class ForOrganisation(Strict):
    """Partners for an organisation, for anything or for a plan.

    Parameters
    ----------
    organisation : that asks.
    leads : whether it will lead.
    themes : labels of the call, programme or themes it has in mind.
    budget : of the whole consortium in euros, where it is known.
    months : that the project is to last, where it is known.
    intensity : share of the cost that aid is to bear, from 0 to 1, where it is known.
    about : words about the plan.
    """

    organisation: str
    leads: bool = False
    themes: tuple[str, ...] = ()
    budget: float | None = None
    months: float | None = None
    intensity: float | None = None
    about: tuple[Text, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True)
class ForNeed(Strict):
    """Partners for a need in words.

    Parameters
    ----------
    need : "we look for ...", in French or English, or the same in both.
    organisation : that asks; None when it is not in the register.
    sectors : labels, where they are known.
    """

    need: tuple[Text, ...]
    organisation: str | None = None
    sectors: tuple[str, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)

    def __post_init__(self) -> None:
        if not any(one.text.strip() for one in self.need):
            raise ParameterError("The need is empty: say in a few words who or what is looked for.")


@dataclass(frozen=True)
class ForConsortium(Strict):
    """Who completes a consortium.

    Parameters
    ----------
    members : at least one organisation, the lead among them.
    lead : one of the members, None where it is not chosen.
    themes : labels of the call, programme or themes.
    budget : of the whole consortium in euros, where it is known.
    months : that the project is to last, where it is known.
    intensity : share of the cost that aid is to bear, from 0 to 1, where it is known.
    about : words about the project.
    roles : still to be filled; with any, each suggestion fills at least one.
    rules : of the call.
    """

    members: tuple[str, ...]
    lead: str | None = None
    themes: tuple[str, ...] = ()
    budget: float | None = None
    months: float | None = None
    intensity: float | None = None
    about: tuple[Text, ...] = ()
    roles: tuple[Role, ...] = ()
    rules: CallRules = field(default_factory=CallRules)
    wishes: Wishes = field(default_factory=Wishes)

    def __post_init__(self) -> None:
        if not self.members:
            raise ParameterError("A consortium has at least one member: name it, or ask for an organisation.")
        if self.lead is not None and self.lead not in self.members:
            raise ParameterError(f"The lead {self.lead} is not among the members: add it.")


@dataclass(frozen=True)
class ForCluster(Strict):
    """Clusters that fit a cluster: by default those of other countries.

    Parameters
    ----------
    abroad : whether clusters of the same country are left out.
    """

    cluster: str
    abroad: bool = True
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True)
class ForMetaCluster(Strict):
    """Pairs of clusters that could found a meta-cluster.

    Parameters
    ----------
    within : None looks at all clusters; else only at pairs with one of these.
    across_sectors : pairs with no theme in common, whose members complete each other; else pairs with a theme in
        common.
    abroad : whether the two must be of different countries.
    """

    within: frozenset[str] | None = None
    across_sectors: bool = False
    abroad: bool = True
    wishes: Wishes = field(default_factory=Wishes)


Question = ForOrganisation | ForNeed | ForConsortium | ForCluster | ForMetaCluster
