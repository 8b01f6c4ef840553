"""The secret address of a person's agenda: opened, replaced, closed."""

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.models import AgendaFeed, Registration
from grappe.apps.forum.models.agenda_feed import new_token


def open_feed(*, registration: Registration, by: User) -> AgendaFeed:
    """Give an agenda an address; the address it had before shows nothing any more."""
    with recorded(by=by, verb="open_agenda_feed"):
        feed, _created = AgendaFeed.objects.update_or_create(registration=registration, defaults={"token": new_token()})
        record_action(by=by, verb="open_agenda_feed", target=registration)
    return feed


def close_feed(*, registration: Registration, by: User) -> None:
    """Take the address back."""
    with recorded(by=by, verb="close_agenda_feed"):
        AgendaFeed.objects.filter(registration=registration).delete()
        record_action(by=by, verb="close_agenda_feed", target=registration)
