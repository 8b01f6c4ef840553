"""Refusals of the reviews; each is raised with a sentence that says what to do next."""

from grappe.apps.core.errors import RefusedError


class ReviewRefusedError(RefusedError):
    """What was sent cannot be written, answered or voted as things stand."""


class InConflictError(ReviewRefusedError):
    """The person is tied to the proposal."""


class StaleReviewError(ReviewRefusedError):
    """The review was saved from another window after it was opened in this one."""


class RunRefusedError(RefusedError):
    """The assignment cannot be computed or put in force."""
