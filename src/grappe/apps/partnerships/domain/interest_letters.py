"""Letters about expressions of interest, to those who speak for each side."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from grappe.apps.accounts.letters import Letter, post
from grappe.apps.accounts.models import User
from grappe.apps.partnerships.models import Interest
from grappe.apps.partnerships.queries.people import helpers_of, people_of, readers_of


def tell_receivers(interest: Interest) -> None:
    """Those who speak for the receiver; where nobody does, those who can pass the message on."""
    if people := people_of(*interest.receiving):
        send(
            people,
            lambda: (
                _("[Grappe] %(who)s writes to you about %(reference)s") % names_of(interest),
                _("%(who)s wishes to work with %(owner)s. Read and answer here: %(address)s") % names_of(interest),
            ),
        )
        return
    send(
        helpers_of(*interest.receiving),
        lambda: (
            _("[Grappe] A message for %(owner)s, whom nobody speaks for") % names_of(interest),
            _(
                "%(who)s wishes to work with %(owner)s, and nobody speaks for it here yet. Pass the message on by your "
                "own means, note the answer or introduce the two sides: %(address)s"
            )
            % names_of(interest),
        ),
    )


def tell_passed_on(interest: Interest) -> None:
    send(
        [interest.sent_by],
        lambda: (
            _("[Grappe] Your message has reached %(owner)s") % names_of(interest),
            _("An officer has passed your message on to %(owner)s: %(address)s") % names_of(interest),
        ),
    )


def remind(interest: Interest) -> None:
    send(
        readers_of(*interest.receiving),
        lambda: (
            _("[Grappe] %(who)s waits for your answer about %(reference)s") % names_of(interest),
            _("A word is enough, a refusal too: %(address)s. At most two reminders are sent.") % names_of(interest),
        ),
    )


def tell_answer(interest: Interest) -> None:
    send(
        [interest.sent_by],
        lambda: (
            _("[Grappe] An answer about %(reference)s") % names_of(interest),
            _("%(owner)s has answered you: %(address)s") % names_of(interest),
        ),
    )


def tell_introduction(interest: Interest) -> None:
    sides = (
        *people_of(*interest.receiving),
        *people_of(interest.organisation, interest.cluster),
    )
    send(
        {one.pk: one for one in sides}.values(),
        lambda: (
            _("[Grappe] You are introduced: %(who)s and %(owner)s") % names_of(interest),
            _("A cluster officer brings you together: %(address)s") % names_of(interest),
        ),
    )


def names_of(interest: Interest) -> dict[str, str]:
    """What every letter names; asked while it is written, so that the address is in the reader's language."""
    return {
        "who": interest.body_name,
        "owner": interest.receiver_name,
        "reference": interest.subject,
        "address": settings.BASE_URL + reverse("member:interest", args=[interest.pk]),
    }


def send(people: Iterable[User | None], write: Callable[[], Letter]) -> None:
    for one in people:
        if one is not None and one.is_active:
            post(address=one.email, language=one.language, write=write)
