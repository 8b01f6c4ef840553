"""Refusals of the Forum; each is raised with a sentence that says what to do next."""

from grappe.apps.core.errors import RefusedError


class RegistrationClosedError(RefusedError):
    """Registration has not begun, or is over, or the category is not for this form."""


class AlreadyRegisteredError(RefusedError):
    """The address is registered already."""


class AlreadyDecidedError(RefusedError):
    """Somebody decided in the meantime, or there is nothing left to decide."""


class CapacityTooSmallError(RefusedError):
    """There are more confirmed people than the new capacity."""


class InvoiceRefusedError(RefusedError):
    """There is nothing to invoice, or it is invoiced already."""


class PaymentRefusedError(RefusedError):
    """The payment does not fit the invoice."""


class PaymentPageError(RefusedError):
    """The provider's payment page cannot be opened now."""


class AccreditationRefusedError(RefusedError):
    """The accreditation cannot be asked for, or not be granted."""


class ProgrammeRefusedError(RefusedError):
    """The programme contradicts itself, or the file does not fit it."""


class PartnerRefusedError(RefusedError):
    """The edition has this partner already."""


class MeetingRefusedError(RefusedError):
    """The meeting cannot be asked for, moved or held."""


class PlanRefusedError(RefusedError):
    """The plan cannot be computed or published."""


class ScansRefusedError(RefusedError):
    """The scans cannot be taken in as they were sent."""


class BadgesRefusedError(RefusedError):
    """There is no badge to print."""
