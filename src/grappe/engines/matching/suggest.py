"""The engine's door: a register made ready and a question give suggestions with their reasons."""

import numpy as np

from grappe.engines.matching.asking import Asked, asked_of
from grappe.engines.matching.clusters import suggest_clusters, suggest_pairs
from grappe.engines.matching.graph import Floats
from grappe.engines.matching.ground import Ground
from grappe.engines.matching.measures import MEASURES, arranged, gathered, measured
from grappe.engines.matching.model import Model
from grappe.engines.matching.musts import allowed
from grappe.engines.matching.questions import ForCluster, ForMetaCluster, Question
from grappe.engines.matching.reasons import SPOKEN, Case, reasons_for
from grappe.engines.matching.result import Answer, Code, Suggestion
from grappe.engines.matching.scoring import POOL, POOL_FOR_TASTE, best_of, crowd_of, scores_of_all
from grappe.engines.matching.taste import POOL_OF_EACH, after_dismissals, chosen


def suggest(ground: Ground, question: Question) -> Answer:
    """Answer a question.

    Parameters
    ----------
    ground : a register made ready by `prepare`.
    question : of any kind.

    Returns
    -------
    Answer
        The same for the same ground and question, always. Nobody is in it, not even as evidence, who has not
        consented to be found or been named by the question.

    Raises
    ------
    UnknownNameError
        When the question names an organisation or a cluster that the register does not hold.
    """
    if isinstance(question, ForCluster):
        return suggest_clusters(ground, question)
    if isinstance(question, ForMetaCluster):
        return suggest_pairs(ground, question)
    return suggest_organisations(ground, asked_of(ground, question))


def suggest_organisations(ground: Ground, asked: Asked) -> Answer:
    """Answer a question about organisations.

    Parameters
    ----------
    ground : a register made ready.
    asked : the question in numbers.

    Returns
    -------
    Answer
    """
    able, model = allowed(ground, asked), asked.model(ground.parameters.models)
    count = int(able.sum())
    if not count:
        return Answer((), 0, model.name)
    told = gathered(ground, asked)
    quick = scores_of_all(ground, asked, told, model)
    wishes = asked.wishes
    pool = max(POOL_FOR_TASTE if wishes.dismissed or wishes.diversity else POOL, POOL_OF_EACH * wishes.count)
    some = best_of(quick, able, pool)
    told.compare(some)
    values = measured(ground, asked, some, told).values
    scores = model.scores(arranged(model, values))
    spread = float(quick[able].std()) if wishes.dismissed else 0.0
    lowered = after_dismissals(ground, scores, some, wishes.dismissed, spread)
    taken = chosen(ground, lowered, some, wishes.count, wishes.diversity)
    case, mean = Case(ground, asked, told), measured(ground, asked, crowd_of(able), told).values.mean(axis=0)
    strong = strengths(model, values[taken], mean)
    suggestions = (
        Suggestion(
            ground.register.organisations[some[one]].id,
            float(lowered[one]),
            reasons_for(case, int(some[one]), of_each),
        )
        for one, of_each in zip(taken, strong, strict=True)
    )
    return Answer(tuple(suggestions), count, model.name)


def strengths(model: Model, values: Floats, mean: Floats) -> list[dict[Code, float]]:
    """Return what each reason adds to each candidate's score: what it loses when the measures behind it become average.

    Parameters
    ----------
    model : the weights.
    values : of the candidates, shape (candidates, measures).
    mean : of the average candidate, shape (measures,).

    Returns
    -------
    list of dict
        One for each candidate.
    """
    without = np.repeat(values[:, None, :], len(SPOKEN) + 1, axis=1)
    for row, names in enumerate(SPOKEN.values(), 1):
        columns = [MEASURES.index(name) for name in names]
        without[:, row, columns] = mean[columns]
    scores = model.scores(arranged(model, without.reshape(-1, len(MEASURES))))
    parts = scores.reshape(len(values), len(SPOKEN) + 1)
    return [dict(zip(SPOKEN, (one[0] - one[1:]).tolist(), strict=True)) for one in parts]
