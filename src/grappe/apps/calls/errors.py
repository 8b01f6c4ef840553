"""Refusals of the calls; each is raised with a sentence that says what to do next."""

from grappe.apps.core.errors import RefusedError


class CallRefusedError(RefusedError):
    """The call or its round cannot be kept as it was written."""


class RoundNotOpenError(RefusedError):
    """The round has not opened, or its last minute is over."""


class ProposalRefusedError(RefusedError):
    """The proposal cannot be opened or changed in this way."""


class ProposalLockedError(ProposalRefusedError):
    """The proposal is submitted, withdrawn or out of time: nothing in it changes any more."""


class SignatureRefusedError(RefusedError):
    """The partner's part cannot be signed yet, or not by this person."""


class SubmissionRefusedError(RefusedError):
    """The proposal is not complete; ``lacking`` says what it lacks, line by line."""

    def __init__(self, message: str, lacking: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.lacking = lacking


class AttachmentRefusedError(RefusedError):
    """The file is too large, is not what its name says, or did not pass the virus scanner."""


class LabelRefusedError(RefusedError):
    """The label cannot be asked for or decided on in this way."""


class AlreadyDecidedError(RefusedError):
    """Somebody has decided in the meantime."""
