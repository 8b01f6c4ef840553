"""The door of each web process: a request is stamped as it arrives, then waits for one of a few places."""

import io
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

from django.db import close_old_connections
from django.http import FileResponse
from django.http.response import HttpResponseBase

from grappe.apps.core.arrival import arrived, stamped

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
# More at once in one process would only take turns, and each would come later.
PLACES = 4
# A whole form is read before the stamp: its instant is that of its last byte, not of its first.
READ_FIRST_BYTES = 256 * 1024


class Gate:
    """Wraps a WSGI application; the web server's threads, of which there are many, wait here and not unseen before."""

    def __init__(self, application: Application, places: int = PLACES) -> None:
        self.application = application
        self.places = threading.BoundedSemaphore(places)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        read_small_form(environ)
        stamp = stamped()
        self.places.acquire()
        place = Place(self.places)
        try:
            with arrived(stamp):
                return leaving(self.application(environ, start_response), place)
        except BaseException:
            place.leave()
            raise


class Place:
    """One of the places, given back once."""

    def __init__(self, places: threading.BoundedSemaphore) -> None:
        self.places = places
        self.is_held = True

    def leave(self) -> None:
        if self.is_held:
            self.is_held = False
            self.places.release()


def read_small_form(environ: dict[str, Any]) -> None:
    """Wait for a short body outside: who sends slowly keeps nobody from working, and has arrived when all is here."""
    with suppress(ValueError):
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if 0 < length <= READ_FIRST_BYTES:
            environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(length))


def leaving(answer: Iterable[bytes], place: Place) -> Iterable[bytes]:
    """Give the place back as soon as nothing is left to be worked out."""
    if isinstance(answer, HttpResponseBase) and not answer.streaming:
        body = list(answer)
        answer.close()
        place.leave()
        return body
    if not isinstance(answer, HttpResponseBase) or isinstance(answer, FileResponse):
        # A file is only carried from here on, at the reader's pace.
        close_old_connections()
        place.leave()
        return answer
    return Worked(answer, place)


class Worked:
    """An answer that is worked out while it is sent: it keeps its place to the end, even of a reader who left."""

    def __init__(self, answer: HttpResponseBase, place: Place) -> None:
        self.answer, self.place = answer, place

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.answer)

    def close(self) -> None:
        try:
            self.answer.close()
        finally:
            self.place.leave()

    def __del__(self) -> None:
        self.place.leave()


def share_connections(settings: dict[str, Any], places: int = PLACES) -> None:
    """Let the threads of a web process take their connection from a pool: they are many more than the places."""
    settings["CONN_MAX_AGE"] = 0
    settings["OPTIONS"] = {**settings["OPTIONS"], "pool": {"min_size": 1, "max_size": places + 2}}
