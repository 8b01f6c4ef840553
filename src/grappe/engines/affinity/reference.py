"""TF-IDF, BM25 and the power mean in plain Python, straight from their formulas: slow, and right by construction."""

import math
from collections import Counter
from collections.abc import Sequence

from grappe.engines.affinity.likeness import Weights
from grappe.engines.affinity.problem import Expert, Parameters, Problem
from grappe.engines.texts.lexical import LENGTH, SATURATION
from grappe.engines.texts.words import terms


def plain_tf_idf(texts: Sequence[str], one: int, other: int) -> float:
    """Return the cosine of two texts.

    Parameters
    ----------
    texts : all of them; they say how rare a term is.
    one, other : places of the two.
    """
    bags = [Counter(terms(text)) for text in texts]

    def weight(bag: Counter[str], term: str) -> float:
        held = len([some for some in bags if term in some])
        return (1 + math.log(bag[term])) * (1 + math.log((1 + len(bags)) / (1 + held)))

    vectors = [{term: weight(bags[place], term) for term in bags[place]} for place in (one, other)]
    lengths = [math.sqrt(sum(value**2 for value in vector.values())) for vector in vectors]
    shared = sum(vectors[0][term] * vectors[1][term] for term in vectors[0] if term in vectors[1])
    return shared / (lengths[0] * lengths[1]) if shared else 0.0


def plain_okapi(texts: Sequence[str], asked: int, known: int) -> float:
    """Return the share of the greatest BM25 score that the asked text's terms could give.

    Parameters
    ----------
    texts : all of them.
    asked, known : places of the question and of the text that may answer it.
    """
    bags = [Counter(terms(text)) for text in texts]
    sizes = [sum(bag.values()) for bag in bags]
    mean = sum(sizes) / len(sizes) or 1.0
    damping = SATURATION * (1 - LENGTH + LENGTH * sizes[known] / mean)
    score = most = 0.0
    for term in bags[asked]:
        held = len([bag for bag in bags if term in bag])
        rarity = math.log(1 + (len(bags) - held + 0.5) / (held + 0.5))
        number = bags[known][term]
        score += rarity * number * (SATURATION + 1) / (number + damping) if number else 0.0
        most += rarity * (SATURATION + 1)
    return score / most if most else 0.0


def plain_affinity(problem: Problem, parameters: Parameters, weights: Weights, proposal: int, expert: int) -> float:
    """Return the affinity of one pair by words alone.

    Parameters
    ----------
    problem, parameters : as given to `affinities`.
    weights : of TF-IDF and BM25; the others are left out.
    proposal, expert : places of the pair.
    """
    published = [len(one.publications) for one in problem.experts]
    first = len(problem.proposals) + sum(published[:expert])
    found = []
    for place in latest_of(problem.experts[expert], parameters.latest):
        cosine = plain_tf_idf(problem.texts, proposal, first + place)
        share = plain_okapi(problem.texts, proposal, first + place)
        found.append((weights.tf_idf * cosine + weights.okapi * share) / (weights.tf_idf + weights.okapi))
    if math.isinf(parameters.exponent):
        return max(found)
    return float((sum(one**parameters.exponent for one in found) / len(found)) ** (1 / parameters.exponent))


def latest_of(expert: Expert, latest: int) -> list[int]:
    """Return the places of an expert's publications that count.

    Parameters
    ----------
    expert : with any number of publications.
    latest : how many at most.
    """
    dated = [(one.year is None, -(one.year or 0), place) for place, one in enumerate(expert.publications)]
    return [place for _, _, place in sorted(dated)[:latest]]
