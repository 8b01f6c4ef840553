"""Refusals of the partnerships; each is raised with a sentence that says what to do next."""

from grappe.apps.core.errors import RefusedError


class ProfileRefusedError(RefusedError):
    """The profile cannot be kept or led to another state in this way; ``lacking`` says what it lacks."""

    def __init__(self, message: str, lacking: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.lacking = lacking


class InterestRefusedError(RefusedError):
    """The expression of interest cannot be sent, or cannot take this step."""
