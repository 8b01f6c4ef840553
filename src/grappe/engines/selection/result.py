"""The answers: a portfolio with its proof, the reasons of its refusals, and how firm its members stand."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from grappe.engines.solving.exchange import Strict
from grappe.engines.solving.status import Status

ENGINE_VERSION = "1"


@dataclass(frozen=True)
class Grant(Strict):
    """Euros that one funder pays to one partner of one project."""

    funder: str
    project: str
    partner: str
    amount: Decimal


@dataclass(frozen=True)
class Price(Strict):
    """What one unit more of a limit is worth: score per euro, or score per project.

    `kind` is `budget`, `envelope`, `ceiling`, `project_share`, `parity`, `number` or `group`; `label` its name,
    `project` the one it holds in (None: over the portfolio); `side` which side of a parity pays too much.
    """

    kind: str
    label: str
    project: str | None
    value: float
    side: str | None = None


@dataclass(frozen=True)
class Certificate(Strict):
    """What no portfolio exceeds, from prices alone: `check` repeats the addition."""

    prices: tuple[Price, ...]
    priced_bound: float


@dataclass(frozen=True)
class Portfolio(Strict):
    """Which projects are funded and who pays what.

    Parameters
    ----------
    funded : in the order of the problem.
    grants : in the order of the problem: projects, partners, funders.
    value : sum of the scores, each times the share of its aid that is paid.
    bound : no portfolio is worth more.
    gap : (bound - value) / bound.
    money : all that is paid, in euros.
    status : `optimal` when the bound is met, to the last step of the scores, or to 1e-6 of the value where projects are
        scaled; `infeasible` when what is pinned cannot be paid.
    is_tie_settled : whether it is also, among those worth as much, the one that costs least, then takes the first
        project named, then the second ...; never known where projects are scaled, nor when the time was too short.
    reserve : refused projects in the order in which they would come in.
    """

    status: Status
    funded: tuple[str, ...]
    grants: tuple[Grant, ...]
    value: Decimal
    bound: float
    gap: float
    money: Decimal
    certificate: Certificate
    is_tie_settled: bool
    reserve: tuple[str, ...] = ()
    engine_version: str = ENGINE_VERSION


@dataclass(frozen=True)
class Lack(Strict):
    """Euros that a limit lacks (`budget`, `envelope`, `ceiling` or `project_share`)."""

    kind: str
    label: str
    amount: Decimal


class Cause(StrEnum):
    """Why a project is not in the portfolio."""

    EXCLUDED = "excluded"  # by hand
    UNPAYABLE = "unpayable"  # the funders' rules forbid it even alone, whatever their money
    GROUP = "group"  # its group is full
    NUMBER = "number"  # the list is full
    MONEY = "money"  # the envelopes are spent better
    TIE = "tie"  # worth as much: the order or the cost decided


@dataclass(frozen=True)
class Refusal(Strict):
    """Why one project was refused, and what would take it in.

    Parameters
    ----------
    cause : the first that applies.
    about : the group, or the partner or funder that makes it unpayable.
    loss : value lost if it is taken in all the same; None when it cannot be, or is not known.
    is_exact : whether `loss` is proven, rather than an upper bound.
    displaced, entering : projects that leave and come in beside it in the best portfolio that holds it.
    lacks : euros lacking, by envelope, to add it and keep all others.
    cheapest : euros, by envelope, that would take it in at no loss of value, others moving as they may.
    score_needed : score from which it belongs to a best portfolio; None as for `loss`.
    fits_at : share of its aid that could be paid today beside all others.
    """

    project: str
    cause: Cause
    about: tuple[str, ...] = ()
    loss: Decimal | None = None
    is_exact: bool = False
    displaced: tuple[str, ...] = ()
    entering: tuple[str, ...] = ()
    lacks: tuple[Lack, ...] = ()
    cheapest: tuple[Lack, ...] = ()
    score_needed: Decimal | None = None
    fits_at: float | None = None


@dataclass(frozen=True)
class Explanation(Strict):
    """The reasons of all refusals asked for; `missing` are those whose figures the time did not allow."""

    refusals: tuple[Refusal, ...]
    missing: tuple[str, ...] = ()
    engine_version: str = ENGINE_VERSION


class Standing(StrEnum):
    """How a project fares when scores move."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    NEVER = "never"


@dataclass(frozen=True)
class Member(Strict):
    """How often a project is in the best portfolio of a draw of scores."""

    project: str
    standing: Standing
    share: float


@dataclass(frozen=True)
class Membership(Strict):
    """Standing of every project under uncertain scores.

    Parameters
    ----------
    draws : number of draws; 3 / draws bounds, at 95 %, the probability of what was never seen.
    worst_gap : largest gap left in the portfolio of a draw.
    """

    draws: int
    seed: int
    worst_gap: float
    members: tuple[Member, ...]
    engine_version: str = ENGINE_VERSION


@dataclass(frozen=True)
class Threshold(Strict):
    """Score from which a project is in; None when it is decided whatever its score, or not known."""

    project: str
    is_in: bool
    score: Decimal | None
    is_exact: bool


@dataclass(frozen=True)
class Thresholds(Strict):
    """How far each score may move alone before the decision on it turns."""

    thresholds: tuple[Threshold, ...]
    engine_version: str = ENGINE_VERSION


@dataclass(frozen=True)
class Rival(Strict):
    """A simpler way of choosing: what it takes and what it is worth beside the portfolio."""

    rule: str
    funded: tuple[str, ...]
    value: Decimal
    loss: float


@dataclass(frozen=True)
class Comparison(Strict):
    """Simpler ways of choosing, under the same limits."""

    rivals: tuple[Rival, ...]
    engine_version: str = ENGINE_VERSION


@dataclass(frozen=True)
class Answer(Strict):
    """A question of the panel answered: the portfolio, and what changed beside the one before."""

    portfolio: Portfolio
    entering: tuple[str, ...]
    leaving: tuple[str, ...]
    gain: Decimal
    engine_version: str = ENGINE_VERSION
