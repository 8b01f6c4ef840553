"""The door: a page that goes on without a network, and a plain form where there is no script."""

import hashlib
import json
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grappe.apps.forum.domain.check_ins import Scan, merge_scans
from grappe.apps.forum.domain.scan_answers import Answer
from grappe.apps.forum.enums import CheckInDirection
from grappe.apps.forum.models import Edition
from grappe.apps.forum.queries.attendance import attendance_of
from grappe.apps.forum.queries.expected import list_for_phone
from grappe.web.access import person
from grappe.web.office.door_words import door_words
from grappe.web.office.forms.door import DoorForm
from grappe.web.office.forum_records import edition_for
from grappe.web.office.views.desk import frame

FILES = "office/check_in/"
MODULES = (
    "app.js",
    "camera.js",
    "qr_correction.js",
    "qr_picture.js",
    "qr_words.js",
    "seal.js",
    "sending.js",
    "store.js",
)
FIGURES_SECONDS = 5


@login_required
def check_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Scan or type a badge's code."""
    edition = edition_for(request, slug, "forum.check_in")
    form = DoorForm(request.POST or None, initial={"event": uuid4()})
    answer = None
    if request.method == "POST" and form.is_valid():
        typed: dict[str, Any] = form.cleaned_data
        answer = scan_typed(request, edition, typed)
        form = DoorForm(initial=typed | {"code": "", "event": uuid4()})
    context = frame(request, edition, _("At the door")) | {
        "form": form,
        "answer": answer,
        "figures": attendance_of(edition),
        "config": config_of(request, edition),
    }
    response = render(request, "office/forum_day/check_in.html", context)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def scan_typed(request: HttpRequest, edition: Edition, typed: dict[str, Any]) -> Answer:
    scan = Scan(
        event=UUID(str(typed["event"])),
        code=typed["code"],
        at=timezone.now(),
        direction=CheckInDirection(typed["direction"]),
        door=typed["door"],
    )
    return merge_scans(edition=edition, client="form", scans=[scan], by=person(request))[0]


def config_of(request: HttpRequest, edition: Edition) -> dict[str, object]:
    return {
        "edition": edition.slug,
        "page": request.path,
        "send": reverse("api-v1:merge_check_ins", args=[edition.slug]),
        "list": reverse("office:day_door_list", args=[edition.slug]),
        "figures": reverse("office:day_door_figures", args=[edition.slug]),
        "worker": reverse("office:day_door_worker", args=[edition.slug]),
        "words": door_words(),
    }


@login_required
@require_safe
def expected_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The sealed list for the hours without a network."""
    edition = edition_for(request, slug, "forum.check_in")
    response = JsonResponse(list_for_phone(edition))
    patch_cache_control(response, no_store=True, private=True)
    return response


@login_required
@require_safe
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is expected and who has come; counted again every few seconds, however many phones ask."""
    edition = edition_for(request, slug, "forum.check_in")
    counted: dict[str, Any] = caches["local"].get(f"attendance:{edition.pk}") or attendance_of(edition)
    caches["local"].add(f"attendance:{edition.pk}", counted, timeout=FIGURES_SECONDS)
    response = JsonResponse({name: counted[name] for name in ("expected", "come", "inside", "unknown")})
    patch_cache_control(response, no_store=True, private=True)
    return response


@login_required
@require_safe
def worker(request: HttpRequest, slug: str) -> HttpResponse:
    """The worker that keeps the page at hand; it lives under the page's own address, which bounds what it sees."""
    edition = edition_for(request, slug, "forum.check_in")
    page = reverse("office:day_door", args=[edition.slug])
    modules = [static(FILES + MODULES[0]), *(static(FILES) + name for name in MODULES[1:])]
    source = source_of("worker.js")
    version = hashlib.sha256("".join([source, *map(source_of, MODULES), *modules]).encode()).hexdigest()[:12]
    names = {"VERSION": version, "PAGE": page, "MODULES": modules}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in names.items())
    response = HttpResponse(head + source, content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, private=True, no_cache=True)
    return response


def source_of(name: str) -> str:
    path = finders.find(FILES + name)
    if not isinstance(path, str):
        raise FileNotFoundError(FILES + name)
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - the finder gives a string
        return file.read()
