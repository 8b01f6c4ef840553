"""How near an expert's field is to a proposal: words, themes and, where an encoder is set, sense across languages."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from django.conf import settings
from django.utils.module_loading import import_string
from numpy.typing import NDArray

from grappe.engines import affinity as engine
from grappe.engines.texts import Encoder, installed_encoder


def affinity_matrix(proposals: Sequence[str], experts: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """Affinities of texts, 0 to 1: one row per proposal, one column per expert, who has several texts or none.

    Whoever said nothing of herself is equally far from everything.
    """
    matrix = np.zeros((len(proposals), len(experts)))
    written = [place for place, texts in enumerate(experts) if any(text.strip() for text in texts)]
    if not proposals or not written:
        return matrix
    problem = engine.Problem(
        tuple(engine.Proposal(str(place), text) for place, text in enumerate(proposals)),
        tuple(
            engine.Expert(str(place), tuple(engine.Publication(text) for text in experts[place] if text.strip()))
            for place in written
        ),
    )
    matrix[:, written] = engine.affinities(problem, encoder=configured_encoder()).values
    return matrix


def configured_encoder() -> Encoder | None:
    """The plug-in point: ``GRAPPE_AFFINITY_ENCODER`` names what makes an encoder.

    Left empty, it is the encoder of the extra where that is installed, and words alone elsewhere.
    """
    if settings.AFFINITY_ENCODER:
        made: Encoder = import_string(settings.AFFINITY_ENCODER)()
        return made
    return encoder_here()


@cache
def encoder_here() -> Encoder | None:
    """Loaded once a process: its weights take a second to read."""
    return installed_encoder()
