"""What the page of the door says by itself, in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _

from grappe.apps.forum.enums import RegistrationState, ScanOutcome
from grappe.apps.forum.phrases.check_in import refusal_of


def door_words() -> dict[str, Any]:
    refused = [state for state in RegistrationState if state != RegistrationState.CONFIRMED]
    return {
        "outcomes": {outcome.value: str(outcome.label).capitalize() for outcome in ScanOutcome} | {"kept": _("Kept")},
        "states": {state.value: refusal_of(state.value) for state in refused},
        "since": _("since {hour}"),
        "onLine": _("On line."),
        "offLine": _("Off line: scans are kept on this device and sent later."),
        "signIn": _("You are signed out: scans are kept here. Open the office in another tab, sign in, come back."),
        "notTaken": _("The server does not take the scans; they are kept here. Tell the organiser."),
        "waiting": _("Scans waiting to be sent: {n}."),
        "list": _("List of {n} people on this device, until {until}."),
        "noList": _("No list of people on this device: scans are kept and checked later."),
        "notOnList": _("Not on this device's list: kept, and checked as soon as the network is back."),
        "noCamera": _("The camera cannot be used: allow it, or type the code."),
        "startCamera": _("Scan with the camera"),
        "stopCamera": _("Stop the camera"),
    }
