"""Weights learned from a register's own history: who was chosen, among all who could have been."""

from collections.abc import Iterator
from dataclasses import replace
from zlib import crc32

import numpy as np
from scipy.optimize import minimize

from grappe.engines.matching.asking import Asked, asked_of
from grappe.engines.matching.boosting import GROWTH, Growth, Rows, grown
from grappe.engines.matching.choices import Examples
from grappe.engines.matching.errors import TooLittleHistoryError
from grappe.engines.matching.graph import Flags, Floats, Integers
from grappe.engines.matching.ground import Ground, Parameters, prepare
from grappe.engines.matching.measures import MEASURES, arranged, measured
from grappe.engines.matching.model import Model
from grappe.engines.matching.musts import worked_with
from grappe.engines.matching.questions import ForConsortium, ForOrganisation
from grappe.engines.matching.register import Project, Register
from grappe.engines.matching.trees import Trees

# Candidates of each question: the best by the weights one starts from, and the best of those never worked with.
BEST, BEST_NEW = 200, 150
# Members of each consortium that are hidden, one by one.
MOST_HIDDEN = 6
# A consortium teaches when so many of its members are known; fewer questions than these teach nothing.
LEAST_MEMBERS, LEAST_QUESTIONS = 3, 20
# How strongly weights are drawn towards 0, in units of one mean loss; what a lead's choice of new partners counts for.
RESTRAINT, WORTH_OF_NEW = 1e-3, 0.5
# Trees are grown from so many questions on.
LEAST_FOR_TREES = 500
# Questions whose candidates are scored in one go.
PART = 1_000


def learn(
    register: Register,
    year: int,
    start: Model,
    *,
    consortium: bool,
    name: str,
    provenance: str = "",
    years: int = 1,
    growth: Growth | None = GROWTH,
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
    growth : of the trees; None grows none.

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
    its score. For a lead, half as much weight goes to choosing the new partners among all who would be new. From a
    history of 500 questions on, trees are grown along the slope of the same loss (Friedman, 2001).
    """
    examples = one_below_the_other(
        [examples_of_year(register, one, start, consortium=consortium) for one in range(year - years + 1, year + 1)]
    )
    weights = fitted(examples)
    differing = examples.values.max(axis=0) > examples.values.min(axis=0)
    kept = {
        measure: float(weight) if differs else start.weight.get(measure, 0.0)
        for measure, weight, differs in zip(MEASURES, weights, differing, strict=True)
    }
    model = Model(name, tuple(kept), tuple(round(one, 6) for one in kept.values()), provenance)
    if growth is None or examples.count < LEAST_FOR_TREES:
        return model
    return replace(model, trees=trees_for(model, examples, growth))


def trees_for(model: Model, examples: Examples, growth: Growth) -> Trees:
    """Grow trees that correct a model's sums.

    Parameters
    ----------
    model : with a weight for each of `MEASURES`.
    examples : candidates of all questions.
    growth : how.
    """
    weights = np.array([model.weight[name] for name in MEASURES])
    # In parts: all of them as long numbers would take twice the room.
    parts = np.array_split(examples.values, examples.count // PART + 1)
    start = np.concatenate([one @ weights for one in parts])

    def slopes(scores: Floats) -> tuple[Floats, Floats]:
        _, slope, curvature = examples.surprise(scores)
        return slope * examples.count, curvature * examples.count

    return grown(Rows(examples.values, MEASURES, examples.question), start, slopes, growth)


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
    consortium : its members are hidden one by one, a few of them, else the lead asks for all others. All are asked
        with what is known of the plan (themes, budget, months, aid intensity, words), the first also with nothing but
        the members.
    """
    places = ground.register.place_of
    known = tuple(name for name in project.members if name in places)
    if len(known) < LEAST_MEMBERS or (not consortium and project.lead not in known):
        return
    plan: tuple[bool, ...] = (True, False)
    for asking in _hidden_in_turn(project, known) if consortium else [(str(project.lead),)]:
        chosen = np.array([places[name] for name in known if name not in asking], dtype=np.int64)
        for told in plan:
            yield asked_about(ground, project, asking, told=told, consortium=consortium), chosen
        plan = (True,)


def _hidden_in_turn(project: Project, known: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Those who are left when one is hidden; whom one starts with is as good as any other, and always the same."""
    start = crc32(project.id.encode())
    for turn in range(min(MOST_HIDDEN, len(known))):
        hidden = known[(start + turn) % len(known)]
        yield tuple(name for name in known if name != hidden)


def asked_about(ground: Ground, project: Project, asking: tuple[str, ...], *, told: bool, consortium: bool) -> Asked:
    """Return the question that some members of a project could have asked before it.

    Parameters
    ----------
    ground : the register before the project.
    project : later than that.
    asking : its members that ask.
    told : whether its themes, budget, months, aid intensity and words are known.
    consortium : whether they ask for a consortium; else the first asks as the lead.
    """
    plan = project if told else Project("", project.year, ())
    lead = project.lead if project.lead in asking else None
    bare = ForConsortium(asking, lead) if consortium else ForOrganisation(asking[0], leads=True)
    return asked_of(
        ground,
        replace(
            bare,
            themes=plan.themes,
            budget=plan.budget,
            months=plan.months,
            intensity=plan.intensity,
            about=plan.texts,
        ),
    )


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
        some[0].worth_of_new,
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
            sums = start.sums(arranged(start, all_values))
            some = shortlist(sums, never, asked.seeds, 0 if consortium else BEST_NEW)
            hit = np.isin(some, answer)
            if hit.any():
                values.append(all_values[some].astype(np.float32))
                chosen.append(hit)
                new.append(never[some])
                sizes.append(some.size)
    if not sizes:
        return None
    question = np.repeat(np.arange(len(sizes)), sizes)
    worth = 0.0 if consortium else WORTH_OF_NEW
    return Examples(np.concatenate(values), np.concatenate(chosen), np.concatenate(new), question, worth)


def shortlist(scores: Floats, never: Flags, seeds: Integers, fresh: int) -> Integers:
    """Return the places of the best candidates, and of the best that would be new.

    Parameters
    ----------
    scores : shape (organisations,).
    never : who has never worked with those who ask, shape (organisations,).
    seeds : who ask; they are no candidates.
    fresh : how many new ones.
    """
    able = scores.copy()
    able[seeds] = -np.inf
    both = np.union1d(_best(able, BEST), _best(np.where(never, able, -np.inf), fresh))
    return np.asarray(both[np.isfinite(able[both])], dtype=np.int64)


def _best(scores: Floats, count: int) -> Integers:
    if not count:
        return np.zeros(0, dtype=np.int64)
    return np.argpartition(-scores, min(count, scores.size) - 1)[:count].astype(np.int64)


def fitted(examples: Examples) -> Floats:
    """Return the weights of least loss, shape (measures,); 0 for a measure that never differs.

    Parameters
    ----------
    examples : candidates of all questions.
    """
    spread = examples.values.std(axis=0, dtype=np.float64)
    scale = np.where(spread > 0, spread, 1.0)
    rows = ((examples.values - examples.values.mean(axis=0, dtype=np.float64)) / scale).astype(np.float32)

    def loss(weights: Floats) -> tuple[float, Floats]:
        surprise, slope, _ = examples.surprise((rows @ weights.astype(np.float32)).astype(np.float64))
        whole = surprise + RESTRAINT * float(weights @ weights)
        return whole, (rows.T @ slope.astype(np.float32)).astype(np.float64) + 2.0 * RESTRAINT * weights

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(np.where(spread > 0, found.x / scale, 0.0), dtype=np.float64)
