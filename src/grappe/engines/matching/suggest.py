"""The engine's door: a register made ready and a question give suggestions with their reasons."""

import numpy as np

from grappe.engines.matching.asking import Asked, asked_of
from grappe.engines.matching.clusters import suggest_clusters, suggest_pairs
from grappe.engines.matching.graph import Floats
from grappe.engines.matching.ground import Ground
from grappe.engines.matching.measures import MEASURES, arranged, measured
from grappe.engines.matching.model import Model
from grappe.engines.matching.musts import allowed
from grappe.engines.matching.questions import ForCluster, ForMetaCluster, Question
from grappe.engines.matching.reasons import SPOKEN, case_of, reasons_for
from grappe.engines.matching.result import Answer, Code, Suggestion
from grappe.engines.matching.taste import after_dismissals, chosen


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
    able = np.flatnonzero(allowed(ground, asked)).astype(np.int64)
    model = asked.model(ground.parameters.models)
    if not able.size:
        return Answer((), 0, model.name)
    values = measured(ground, asked).values[able]
    scores = model.scores(arranged(model, values))
    lowered = after_dismissals(ground, scores, able, asked.wishes.dismissed)
    taken = chosen(ground, lowered, able, asked.wishes.count, asked.wishes.diversity)
    case, mean = case_of(ground, asked), values.mean(axis=0)
    return Answer(
        tuple(
            Suggestion(
                ground.register.organisations[able[one]].id,
                float(lowered[one]),
                reasons_for(case, int(able[one]), strengths(model, values[one], mean)),
            )
            for one in taken
        ),
        int(able.size),
        model.name,
    )


def strengths(model: Model, values: Floats, mean: Floats) -> dict[Code, float]:
    """Return what each reason adds to a candidate's score: what the score loses when its measures become average.

    Parameters
    ----------
    model : the weights.
    values : of the candidate, shape (measures,).
    mean : of all candidates, shape (measures,).

    Returns
    -------
    dict
    """
    without = np.tile(values, (len(SPOKEN) + 1, 1))
    for row, names in enumerate(SPOKEN.values(), 1):
        columns = [MEASURES.index(name) for name in names]
        without[row, columns] = mean[columns]
    scores = model.scores(arranged(model, without))
    return {code: float(scores[0] - score) for code, score in zip(SPOKEN, scores[1:], strict=True)}
