"""The gate of a web process: stamped on arrival, few at work, no place lost."""

import io
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from grappe.apps.core.arrival import Arrival, ArrivalReading, arrived
from grappe.conf.gate import READ_FIRST_BYTES, Gate, share_connections


def ask(gate, body=b"", **environ):
    sent = {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body)), **environ}
    return gate(sent, lambda *_told: None)


def test_who_waits_at_the_gate_arrived_before_waiting():
    """The second request is held outside while the first one works; its arrival is when it came all the same."""
    first_works, let_go, told = threading.Event(), threading.Event(), []

    def application(environ, _start):
        read = ArrivalReading().by(datetime.now(UTC))
        told.append((environ["name"], read))
        if environ["name"] == "first":
            first_works.set()
            let_go.wait(10)
        return HttpResponse(environ["wsgi.input"].read())

    gate = Gate(application, places=1)
    first = threading.Thread(target=ask, args=(gate,), kwargs={"name": "first"})
    first.start()
    first_works.wait(10)
    second = threading.Thread(target=ask, args=(gate, b"form"), kwargs={"name": "second"})
    came = datetime.now(UTC)
    second.start()
    time.sleep(0.2)
    assert [name for name, _read in told] == ["first"]
    let_go.set()
    first.join(10)
    second.join(10)
    assert told[1][0] == "second"
    assert came <= told[1][1] < came + timedelta(seconds=0.15)


@pytest.mark.parametrize(
    "answer",
    [
        lambda: HttpResponse(b"page"),
        lambda: FileResponse(io.BytesIO(b"page")),
        lambda: StreamingHttpResponse([b"pa", b"ge"]),
        lambda: [b"page"],
    ],
)
def test_every_kind_of_answer_gives_its_place_back(answer):
    gate = Gate(lambda _environ, _start: answer(), places=1)
    for _turn in range(3):
        sent = ask(gate)
        assert b"".join(sent) == b"page"
        getattr(sent, "close", list)()
    assert gate.places.acquire(blocking=False)


def test_a_fault_and_a_reader_who_left_give_their_place_back():
    def broken(_environ, _start):
        raise ZeroDivisionError

    gate = Gate(broken, places=1)
    with pytest.raises(ZeroDivisionError):
        ask(gate)
    gate.application = lambda _environ, _start: StreamingHttpResponse([b"never read"])
    ask(gate)
    assert gate.places.acquire(blocking=False)


def test_a_form_is_read_outside_and_an_upload_is_not():
    class Sender(io.BytesIO):
        was_read = False

        def read(self, *size):
            self.was_read = True
            return super().read(*size)

    gate = Gate(lambda environ, _start: HttpResponse(str(type(environ["wsgi.input"]).__name__)), places=1)
    small, large = Sender(b"x"), Sender(b"x" * (READ_FIRST_BYTES + 1))
    for sender in (small, large):
        ask(gate, **{"wsgi.input": sender, "CONTENT_LENGTH": str(len(sender.getvalue()))})
    assert (small.was_read, large.was_read) == (True, False)
    assert b"".join(ask(gate, CONTENT_LENGTH="many")) == b"BytesIO"


def test_the_arrival_by_another_clock_lies_within_the_reading():
    came, waited = datetime.now(UTC), 5
    stamp = Arrival(came, time.monotonic() - waited)
    for drift in (timedelta(0), timedelta(hours=1), timedelta(hours=-1)):
        with arrived(stamp):
            reading = ArrivalReading()
            other = came + timedelta(seconds=waited) + drift
            assert abs(reading.by(other) - (came + drift)) < timedelta(seconds=1)
    assert ArrivalReading().by(came) == came, "without a stamp the other clock's own hour"


def test_web_processes_share_their_connections():
    settings = {"OPTIONS": {"sslmode": "require"}, "CONN_MAX_AGE": 600}
    share_connections(settings, places=4)
    assert settings == {
        "OPTIONS": {"sslmode": "require", "pool": {"min_size": 1, "max_size": 6}},
        "CONN_MAX_AGE": 0,
    }
