"""Why somebody is not let in, in words for the person at the door."""

from django.utils.translation import gettext as _


def refusal_of(state: str | None) -> str:
    """By the state of the registration, ``unknown`` for a code nobody has, None for a number used twice."""
    if state is None:
        return _("This number was given to another scan: scan the badge again.")
    return {
        "unknown": _("Nobody is registered under this code. The scan is kept: send the person to the desk."),
        "cancelled": _("The registration is cancelled: send the person to the desk."),
        "refused": _("The registration was refused: send the person to the desk."),
        "pending": _("The registration waits for approval: send the person to the desk."),
        "lapsed": _("The place was offered and not accepted in time: send the person to the desk."),
        "offered": _("A place is offered and not accepted yet: send the person to the desk."),
        "waiting": _("The person is on the waiting list: send them to the desk."),
    }[state]
