"""The entries of the site's menus: an entry shows where its page exists and the reader may open it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Entry:
    """One link of a menu; ``current`` is what aria-current says of it."""

    label: Text
    address: str
    current: str = ""


PUBLIC: tuple[tuple[Text, str], ...] = (
    (_("Clusters"), "public:clusters"),
    (_("Organisations"), "public:organisations"),
    (_("Projects"), "public:projects"),
    (_("Calls"), "public:calls"),
    (_("Partnerships"), "public:partnerships"),
    (_("Map"), "public:map"),
    (_("Figures"), "public:scoreboard"),
    (_("Forum"), "public:forum"),
)
FOOTER: tuple[tuple[Text, str], ...] = (
    (_("Sources"), "public:sources"),
    (_("Design"), "public:design"),
)


def public_entries(request: HttpRequest) -> list[Entry]:
    return list(existing(PUBLIC, request))


def footer_entries(request: HttpRequest) -> list[Entry]:
    return list(existing(FOOTER, request))


def personal_entries(request: HttpRequest) -> list[Entry]:
    """What the reader may enter once signed in, or the way to sign in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return list(existing([(_("Sign in"), "account_login")], request))
    pages = [(_("Workspace"), "member:home")]
    if user.has_perm("directory.enter_office"):
        pages.append((_("Office"), "office:home"))
    elif user.has_perm("forum.enter_office"):
        pages.append((_("Office"), "office:forum"))
    elif user.has_perm("funding.enter_office"):
        pages.append((_("Office"), "office:funding"))
    return list(existing(pages, request))


def existing(pages: Iterable[tuple[Text, str]], request: HttpRequest) -> Iterator[Entry]:
    for label, name in pages:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        yield Entry(label, address, mark_of(address, request.path))


def mark_of(address: str, path: str) -> str:
    """``page`` on the page itself, ``true`` on the pages under it."""
    if path == address:
        return "page"
    return "true" if path.startswith(address.rstrip("/") + "/") else ""


def in_language(request: HttpRequest, language: str) -> str:
    """The address of the page in hand, in another language; filters and page number stay."""
    start, _slash, rest = request.get_full_path().removeprefix("/").partition("/")
    return f"/{language}/{rest}" if start in {"fr", "en"} else f"/{language}/"
