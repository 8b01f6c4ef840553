"""Saved searches, and their letter a week: what was published since, with one-click unsubscribing (RFC 8058)."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.wanted import read_wanted
from grappe.apps.partnerships.errors import SearchRefusedError
from grappe.apps.partnerships.models import PartnershipProfile, SavedSearch
from grappe.apps.partnerships.queries.profiles import ProfilesAsked, profiles_asked

SALT = "partnerships.saved-search"
MOST, MOST_TOLD, LONGEST_QUERY = 20, 10, 1000
ASKED = ("kind", "theme", "country", "stage", "role", "sought_in", "cluster")


def save_search(*, user: User, name: str, query: str, today: date) -> SavedSearch:
    """Keep the filters of an address; what is published from today on is told."""
    if user.saved_searches.count() >= MOST:
        raise SearchRefusedError(_("You keep %(count)d searches already: remove one first.") % {"count": MOST})
    clean = urlencode([pair for pair in QueryDict(query[:LONGEST_QUERY]).items() if pair[0] in {*ASKED, "words"}])
    with recorded(by=user, verb="save_search"):
        search, made = SavedSearch.objects.get_or_create(
            user=user, query=clean, defaults={"name": name.strip()[:100] or clean[:100] or "…", "seen_until": today}
        )
        if not made:
            search.wants_letters = True
            search.save(update_fields=["wants_letters"])
        record_action(by=user, verb="save_search", target=search)
    return search


def remove_search(*, search: SavedSearch, by: User) -> None:
    with recorded(by=by, verb="remove_search"):
        record_action(by=by, verb="remove_search", target=search)
        search.delete()


def asked_of(search: SavedSearch) -> ProfilesAsked:
    values = QueryDict(search.query)
    asked: dict[str, Any] = {name: values[name] for name in ASKED if values.get(name)}
    wanted = read_wanted(values.get("words", ""))
    return ProfilesAsked(**asked | ({"words": wanted} if wanted.words else {}))


def token_of(search: SavedSearch) -> str:
    """What stops the letters of one search without signing in; it does nothing else."""
    return signing.dumps(search.pk, salt=SALT)


def stop_letters(*, token: str) -> SavedSearch | None:
    """Stop the letters of the search that a token names; nothing for a token that is not ours."""
    search = search_of(token)
    if search is not None and search.wants_letters:
        with recorded(by=None, verb="stop_letters"):
            search.wants_letters = False
            search.save(update_fields=["wants_letters"])
            record_action(by=None, verb="stop_letters", target=search)
    return search


def search_of(token: str) -> SavedSearch | None:
    try:
        key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return SavedSearch.objects.filter(pk=key).first()


def send_digests(*, today: date) -> int:
    """Leave a letter for each search that found something new since its last one; silence where it did not."""
    count = 0
    rows = SavedSearch.objects.filter(wants_letters=True, user__is_active=True).select_related("user")
    for search in rows.order_by("pk"):
        found = list(
            profiles_asked(asked_of(search), today=today)
            .filter(published_on__gte=search.seen_until, published_on__lt=today)
            .select_related("organisation", "cluster")[:MOST_TOLD]
        )
        with recorded(by=None, verb="send_digest"):
            search.seen_until = today
            search.save(update_fields=["seen_until"])
            if found:
                record_action(by=None, verb="send_digest", target=search, count=len(found))
                leave_letter(search, found)
                count += 1
    return count


def leave_letter(search: SavedSearch, found: list[PartnershipProfile]) -> None:
    stop = settings.BASE_URL + reverse("unsubscribe", args=[token_of(search)])
    with translation.override(search.user.language):
        subject = ngettext(
            "[Grappe] %(n)s new profile for “%(name)s”", "[Grappe] %(n)s new profiles for “%(name)s”", len(found)
        ) % {"n": len(found), "name": search.name}
        lines = [f"{one}\n{settings.BASE_URL}{one.get_absolute_url()}" for one in found]
        end = _("To receive no more letters about this search: %(address)s") % {"address": stop}
        body = "\n\n".join([*lines, end])
    send_digest.defer(address=search.user.email, subject=subject, body=body, stop=stop)


@app.task(name="partnerships.send_digest", retry=RetryStrategy(max_attempts=8, exponential_wait=30))
def send_digest(address: str, subject: str, body: str, stop: str) -> None:
    """Send one letter with the headers by which a mail program unsubscribes in one click."""
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    EmailMessage(subject, body, None, [address], headers=headers).send()
