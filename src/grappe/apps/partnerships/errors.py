"""Refusals of the partnerships; each is raised with a sentence that says what to do next."""

from grappe.apps.core.errors import RefusedError


class ProfileRefusedError(RefusedError):
    """The profile cannot be kept or led to another state in this way; ``lacking`` says what it lacks."""

    def __init__(self, message: str, lacking: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.lacking = lacking


class InterestRefusedError(RefusedError):
    """The expression of interest cannot be sent, or cannot take this step."""


class AgreementRefusedError(RefusedError):
    """The agreement cannot be kept as it was written."""


class SuggestionRefusedError(RefusedError):
    """The suggestion cannot be set aside in this way."""


class GatheringRefusedError(RefusedError):
    """The group cannot be changed or carried on in this way."""


class StayRefusedError(RefusedError):
    """The stay does not keep to the rule of its day, or cannot take this step."""


class NetworkRefusedError(RefusedError):
    """The network of clusters cannot be kept in this way."""


class AbroadRefusedError(RefusedError):
    """The way abroad cannot take this step."""


class SearchRefusedError(RefusedError):
    """The search cannot be kept."""
