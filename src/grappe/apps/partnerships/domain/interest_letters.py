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
    names = names_of(interest)
    if people := people_of(*interest.receiving):
        send(
            people,
            lambda: (
                _("[Grappe] %(who)s writes to you about %(reference)s") % names,
                _("%(who)s wishes to work with %(owner)s. Read and answer here: %(address)s") % names,
            ),
        )
        return
    send(
        helpers_of(*interest.receiving),
        lambda: (
            _("[Grappe] A message for %(owner)s, whom nobody speaks for") % names,
            _(
                "%(who)s wishes to work with %(owner)s, and nobody speaks for it here yet. Pass the message on by your "
                "own means, note the answer or introduce the two sides: %(address)s"
            )
            % names,
        ),
    )


def tell_passed_on(interest: Interest) -> None:
    names = names_of(interest)
    send(
        [interest.sent_by],
        lambda: (
            _("[Grappe] Your message has reached %(owner)s") % names,
            _("An officer has passed your message on to %(owner)s: %(address)s") % names,
        ),
    )


def remind(interest: Interest) -> None:
    names = names_of(interest)
    send(
        readers_of(*interest.receiving),
        lambda: (
            _("[Grappe] %(who)s waits for your answer about %(reference)s") % names,
            _("A word is enough, a refusal too: %(address)s. At most two reminders are sent.") % names,
        ),
    )


def tell_answer(interest: Interest) -> None:
    names = names_of(interest)
    send(
        [interest.sent_by],
        lambda: (
            _("[Grappe] An answer about %(reference)s") % names,
            _("%(owner)s has answered you: %(address)s") % names,
        ),
    )


def tell_introduction(interest: Interest) -> None:
    names = names_of(interest)
    sides = (
        *people_of(*interest.receiving),
        *people_of(interest.organisation, interest.cluster),
    )
    send(
        {one.pk: one for one in sides}.values(),
        lambda: (
            _("[Grappe] You are introduced: %(who)s and %(owner)s") % names,
            _("A cluster officer brings you together: %(address)s") % names,
        ),
    )


def names_of(interest: Interest) -> dict[str, str]:
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
