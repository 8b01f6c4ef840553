"""What can stand in the way of comparing texts, each with what to do next."""


class TextsError(ValueError):
    """Texts could not be compared."""


class EncoderAbsentError(TextsError):
    """An encoder was asked for and its package is not installed."""


class EncoderShapeError(TextsError):
    """An encoder did not give one vector of finite numbers per text."""
