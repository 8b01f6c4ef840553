"""A question about organisations in numbers: who asks, on what, in which words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from grappe.engines.matching.graph import Integers
from grappe.engines.matching.ground import Ground
from grappe.engines.matching.library import words_of
from grappe.engines.matching.model import Model, Models
from grappe.engines.matching.questions import CallRules, ForConsortium, ForNeed, ForOrganisation, Role, Wishes
from grappe.engines.matching.register import Sense

NOBODY = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Asked:
    """What the measures read of a question.

    Parameters
    ----------
    seeds : places of those who ask or are members already.
    lead : place of the lead, -1 where it is not known.
    themes : columns of the themes that the register's past projects know.
    budget, months, intensity : of the plan, None where it is not known.
    sectors : columns of the sectors looked for.
    about : words of the plan or the need; without, those who ask are compared by their own texts.
    needs, offers : words to be met by offers, and by needs.
    """

    wishes: Wishes
    seeds: Integers = field(default_factory=lambda: NOBODY)
    lead: int = -1
    themes: Integers = field(default_factory=lambda: NOBODY)
    sectors: Integers = field(default_factory=lambda: NOBODY)
    budget: float | None = None
    months: float | None = None
    intensity: float | None = None
    about: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    rules: CallRules = field(default_factory=CallRules)
    is_need: bool = False
    is_consortium: bool = False

    def model(self, models: Models) -> Model:
        """Return the weights for this kind of question.

        Parameters
        ----------
        models : for each kind.
        """
        if self.is_need:
            return models.need
        return models.consortium if self.is_consortium else models.organisation


def asked_of(ground: Ground, question: ForOrganisation | ForNeed | ForConsortium) -> Asked:
    """Read a question about organisations.

    Parameters
    ----------
    ground : a register made ready.
    question : names only organisations that the register holds.

    Returns
    -------
    Asked

    Raises
    ------
    UnknownNameError
        Names the organisation that the register does not hold.
    """
    if isinstance(question, ForNeed):
        return _need(ground, question)
    if isinstance(question, ForConsortium):
        return _consortium(ground, question)
    return _organisation(ground, question)


def _organisation(ground: Ground, question: ForOrganisation) -> Asked:
    seeds = places_of(ground, "The question", (question.organisation,))
    return Asked(
        wishes=question.wishes,
        seeds=seeds,
        lead=int(seeds[0]) if question.leads else -1,
        themes=columns_of(ground.theme_names, question.themes),
        sectors=sectors_of(ground, seeds),
        budget=question.budget,
        months=question.months,
        intensity=question.intensity,
        about=tuple(words_of(question.about)),
        needs=stated(ground, seeds, Sense.NEED),
        offers=stated(ground, seeds, Sense.OFFER),
    )


def _need(ground: Ground, question: ForNeed) -> Asked:
    names = () if question.organisation is None else (question.organisation,)
    words = tuple(words_of(question.need))
    return Asked(
        wishes=question.wishes,
        seeds=places_of(ground, "The question", names),
        sectors=columns_of(ground.sector_names, question.sectors),
        about=words,
        needs=words,
        is_need=True,
    )


def _consortium(ground: Ground, question: ForConsortium) -> Asked:
    seeds = places_of(ground, "The consortium", dict.fromkeys(question.members))
    return Asked(
        wishes=question.wishes,
        seeds=seeds,
        lead=-1 if question.lead is None else ground.register.place_of[question.lead],
        themes=columns_of(ground.theme_names, question.themes),
        sectors=sectors_of(ground, seeds),
        budget=question.budget,
        months=question.months,
        intensity=question.intensity,
        about=tuple(words_of(question.about)),
        roles=question.roles,
        rules=question.rules,
        is_consortium=True,
    )


def places_of(ground: Ground, who: str, names: Iterable[str]) -> Integers:
    """Return the places of organisations.

    Parameters
    ----------
    ground : a register made ready.
    who : names them, for the message when one is not there.
    names : of the organisations.
    """
    wanted = list(names)
    ground.register.refuse_unknown(who, wanted)
    return np.array([ground.register.place_of[name] for name in wanted], dtype=np.int64)


def columns_of(names: Mapping[str, int], labels: Iterable[str]) -> Integers:
    """Return the columns of the labels that are known.

    Parameters
    ----------
    names : column of each known label.
    labels : wanted.
    """
    return np.array([names[one] for one in dict.fromkeys(labels) if one in names], dtype=np.int64)


def sectors_of(ground: Ground, some: Integers) -> Integers:
    """Return the columns of the sectors that some organisations have.

    Parameters
    ----------
    ground : a register made ready.
    some : places.
    """
    return np.unique(ground.sectors[some].indices).astype(np.int64)


def stated(ground: Ground, some: Integers, sense: Sense) -> tuple[str, ...]:
    """Return the words of the offers or needs of some organisations.

    Parameters
    ----------
    ground : a register made ready.
    some : places.
    sense : which of the two.
    """
    names = (ground.register.organisations[place].id for place in some)
    mine = (one for name in names for one in ground.register.statements_of.get(name, ()) if one.sense is sense)
    return tuple(word for one in mine for word in words_of(one.texts))
