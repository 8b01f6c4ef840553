"""Weights learned from a register's own history: who was chosen, among all who could have been."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np
from scipy.optimize import minimize

from grappe.engines.matching.asking import Asked, asked_of
from grappe.engines.matching.errors import TooLittleHistoryError
from grappe.engines.matching.graph import Flags, Floats, Integers
from grappe.engines.matching.ground import Ground, Parameters, prepare
from grappe.engines.matching.measures import MEASURES, arranged, measured
from grappe.engines.matching.model import Model
from grappe.engines.matching.musts import worked_with
from grappe.engines.matching.questions import ForConsortium, ForOrganisation
from grappe.engines.matching.register import Project, Register

# Candidates of each question: the best by the weights one starts from, and the best of those never worked with.
BEST, BEST_NEW = 200, 150
# A consortium teaches when so many of its members are known; fewer questions than these teach nothing.
LEAST_MEMBERS, LEAST_QUESTIONS = 3, 20
# How strongly weights are drawn towards 0, in units of one mean loss; what the choice of new partners counts for.
RESTRAINT, WORTH_OF_NEW = 1e-3, 0.5


@dataclass(frozen=True, eq=False)
class Examples:
    """Candidates of all questions, one below the other.

    Parameters
    ----------
    values : columns in the order of `MEASURES`, shape (candidates, measures).
    chosen : who was.
    new : who had never worked with those who asked.
    question : of each candidate, from 0.
    """

    values: Floats
    chosen: Flags
    new: Flags
    question: Integers


def learn(
    register: Register, year: int, start: Model, *, consortium: bool, name: str, provenance: str = "", years: int = 1
) -> Model:
    """Learn weights from the projects of a year, each asked about with what was known before it.

    Parameters
    ----------
    register : with its past projects.
    year : whose projects are asked about; only earlier ones are known to the measures.
    start : weights that choose the candidates, and that measures keep which never differ in this history.
    consortium : asks who completes each consortium when one of its members is hidden; else who a lead's
        partners are.
    name, provenance : of the model.
    years : of projects to learn from, the last of them `year`; each is asked about with what was known before it.

    Returns
    -------
    Model

    Raises
    ------
    TooLittleHistoryError
        With fewer than twenty projects to ask about.

    Notes
    -----
    A conditional logit (McFadden, 1974): the chance that a candidate is chosen is proportional to the exponential of
    its score. Half as much weight goes to choosing the new partners among all who would be new.
    """
    examples = one_below_the_other(
        [examples_of_year(register, one, start, consortium=consortium) for one in range(year - years + 1, year + 1)]
    )
    weights = fitted(examples)
    differing = examples.values.std(axis=0) > 0
    kept = {
        measure: float(weight) if differs else start.weight.get(measure, 0.0)
        for measure, weight, differs in zip(MEASURES, weights, differing, strict=True)
    }
    return Model(name, tuple(kept), tuple(round(one, 6) for one in kept.values()), provenance)


def as_of(register: Register, year: int) -> Register:
    """Return the register as it stood before a year, with those that had a past.

    Parameters
    ----------
    register : with its past projects.
    year : the first that is not known.
    """
    projects = tuple(one for one in register.projects if one.year < year)
    known = {name for one in projects for name in one.members}
    some = tuple(one for one in register.organisations if one.id in known)
    statements = tuple(one for one in register.statements if one.organisation in known)
    return replace(register, year=year, organisations=some, projects=projects, statements=statements, clusters=())


def questions_of(ground: Ground, project: Project, *, consortium: bool) -> Iterator[tuple[Asked, Integers]]:
    """Yield the questions that a project could have been the answer to, each with those who were chosen.

    Parameters
    ----------
    ground : the register before the project.
    project : later than that.
    consortium : one of its members is hidden, else the lead asks for all others. Each is asked twice: with what is
        known of the plan (themes, budget, words), and with nothing but the members.
    """
    places = ground.register.place_of
    known = tuple(name for name in project.members if name in places)
    if len(known) < LEAST_MEMBERS or (not consortium and project.lead not in known):
        return
    # Any member is as good as another, and always the same one.
    hidden = {known[crc32(project.id.encode()) % len(known)]}
    asking = tuple(name for name in known if name not in hidden) if consortium else (str(project.lead),)
    chosen = np.array([places[name] for name in known if name not in asking], dtype=np.int64)
    for told in (True, False):
        yield asked_about(ground, project, asking, told=told, consortium=consortium), chosen


def asked_about(ground: Ground, project: Project, asking: tuple[str, ...], *, told: bool, consortium: bool) -> Asked:
    """Return the question that some members of a project could have asked before it.

    Parameters
    ----------
    ground : the register before the project.
    project : later than that.
    asking : its members that ask.
    told : whether its themes, budget and words are known.
    consortium : whether they ask for a consortium; else the first asks as the lead.
    """
    themes, budget, about = (project.themes, project.budget, project.texts) if told else ((), None, ())
    if not consortium:
        return asked_of(ground, ForOrganisation(asking[0], True, themes, budget, about))
    lead = project.lead if project.lead in asking else None
    return asked_of(ground, ForConsortium(asking, lead, themes, budget, about))


def examples_of_year(register: Register, year: int, start: Model, *, consortium: bool) -> Examples | None:
    """Ask about the projects of one year with what was known before it; None where none can be asked about.

    Parameters
    ----------
    register : with its past projects.
    year : whose projects are asked about.
    start : weights that choose the candidates.
    consortium : which kind of question.
    """
    ground = prepare(as_of(register, year), Parameters())
    projects = [one for one in register.projects if one.year == year]
    return examples_of(ground, projects, start, consortium=consortium)


def one_below_the_other(parts: list[Examples | None]) -> Examples:
    """Join the examples of several years.

    Parameters
    ----------
    parts : None for a year without any.

    Raises
    ------
    TooLittleHistoryError
        With fewer than twenty projects to ask about.
    """
    some = [one for one in parts if one is not None]
    counts = [int(one.question.max()) + 1 for one in some]
    if sum(counts) < LEAST_QUESTIONS:
        raise TooLittleHistoryError(
            f"Only {sum(counts)} projects of that time can be asked about: learn from {LEAST_QUESTIONS} or more, or"
            " keep the weights that come with the engine."
        )
    before = np.cumsum([0, *counts[:-1]])
    return Examples(
        np.concatenate([one.values for one in some]),
        np.concatenate([one.chosen for one in some]),
        np.concatenate([one.new for one in some]),
        np.concatenate([one.question + start for one, start in zip(some, before, strict=True)]),
    )


def examples_of(ground: Ground, projects: list[Project], start: Model, *, consortium: bool) -> Examples | None:
    """Measure the candidates of every question; None where no project can be asked about.

    Parameters
    ----------
    ground : the register before the projects.
    projects : to be asked about.
    start : weights that choose the candidates.
    consortium : which kind of question.
    """
    values, chosen, new, sizes = [], [], [], []
    for project in projects:
        for asked, answer in questions_of(ground, project, consortium=consortium):
            all_values = measured(ground, asked).values
            never = ~worked_with(ground, asked)
            some = shortlist(start.scores(arranged(start, all_values)), never, asked.seeds)
            hit = np.isin(some, answer)
            if hit.any():
                values.append(all_values[some])
                chosen.append(hit)
                new.append(never[some])
                sizes.append(some.size)
    if not sizes:
        return None
    question = np.repeat(np.arange(len(sizes)), sizes)
    return Examples(np.concatenate(values), np.concatenate(chosen), np.concatenate(new), question)


def shortlist(scores: Floats, never: Flags, seeds: Integers) -> Integers:
    """Return the places of the best candidates, and of the best that would be new.

    Parameters
    ----------
    scores : shape (organisations,).
    never : who has never worked with those who ask, shape (organisations,).
    seeds : who ask; they are no candidates.
    """
    able = scores.copy()
    able[seeds] = -np.inf
    new = np.where(never, able, -np.inf)
    both = np.union1d(_best(able, BEST), _best(new, BEST_NEW))
    return np.asarray(both[np.isfinite(able[both])], dtype=np.int64)


def _best(scores: Floats, count: int) -> Integers:
    return np.argpartition(-scores, min(count, scores.size) - 1)[:count].astype(np.int64)


def fitted(examples: Examples) -> Floats:
    """Return the weights of least loss, shape (measures,); 0 for a measure that never differs.

    Parameters
    ----------
    examples : candidates of all questions.
    """
    spread = examples.values.std(axis=0)
    scale = np.where(spread > 0, spread, 1.0)
    rows = (examples.values - examples.values.mean(axis=0)) / scale
    everyone = _targets(examples, np.ones_like(examples.new))
    fresh = _targets(examples, examples.new)

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = rows @ weights
        first, slope = _surprise(scores, examples.question, *everyone)
        second, other = _surprise(scores, examples.question, *fresh)
        whole = first + WORTH_OF_NEW * second + RESTRAINT * float(weights @ weights)
        return whole, rows.T @ (slope + WORTH_OF_NEW * other) + 2.0 * RESTRAINT * weights

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(np.where(spread > 0, found.x / scale, 0.0), dtype=np.float64)


def _targets(examples: Examples, among: Flags) -> tuple[Flags, Floats]:
    """Which candidates count, and the share of each chosen one among the chosen of its question."""
    hits = (examples.chosen & among).astype(np.float64)
    of_each = np.bincount(examples.question, hits)
    counts = among & (of_each[examples.question] > 0)
    return counts, hits / np.maximum(of_each[examples.question], 1.0)


def _surprise(scores: Floats, question: Integers, counts: Flags, share: Floats) -> tuple[float, Floats]:
    """Mean negative logarithm of the chance given to the chosen ones, and its slope by each score."""
    asked = max(1, np.unique(question[counts]).size)
    kept = np.where(counts, scores, -np.inf)
    top = np.full(int(question.max()) + 1, -np.inf)
    np.maximum.at(top, question, kept)
    top = np.where(np.isfinite(top), top, 0.0)
    lifted = np.exp(kept - top[question])
    whole = np.bincount(question, lifted)
    chance = lifted / np.maximum(whole[question], 1e-300)
    log_chance = np.where(counts, scores - top[question] - np.log(np.maximum(whole[question], 1e-300)), 0.0)
    return float(-(share * log_chance).sum() / asked), (chance - share) / asked
