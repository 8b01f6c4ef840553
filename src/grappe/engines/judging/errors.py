"""What can be wrong with scores, each with what to do next."""


class JudgingError(ValueError):
    """Nothing can be said of these scores."""


class TooFewScoresError(JudgingError):
    """There are not enough scores for the figure asked for."""


class ScoresShapeError(JudgingError):
    """The arrays do not have one entry each a score, or hold what is no number."""
