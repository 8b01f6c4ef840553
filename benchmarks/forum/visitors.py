"""Who comes in the opening hour, for locust. Every number comes from ``benchmarks.forum.run`` by the environment."""

import json
import os
import random
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path
from uuid import uuid4

import gevent
from locust import FastHttpUser, constant, events, task

PLAN = json.loads(os.environ.get("FORUM_LOAD", "{}"))
REGISTRATIONS = PLAN.get("registrations", 0)
READINGS = PLAN.get("readings", 0)
FORM = "/fr/forum/load/register/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
KEY = re.compile(r'name="key" value="([^"]+)"')
SENT_TWICE = 0.05
MEETINGS = "/fr/workspace/forum/load/meetings/"
ANSWER = re.compile(r'action="([^"]+/answer/)"')
PAGES = ("/fr/forum/", "/fr/forum/load/", "/fr/forum/load/programme/", "/en/forum/load/", "/fr/", "/healthz")
ASKERS = PLAN.get("askers", [])
MEETING_REQUESTS = PLAN.get("meeting_requests", 0)
registrants, readers, requests, askers = count(1), count(1), count(1), count()
accepted: list[str] = []
# Whom the server told that the request is sent or agreed, and which requests it took an answer for.
asked: list[tuple[int, int]] = []
answered: list[int] = []
# What the calendars hold: an address and the mark of its copy.
held: dict[str, str] = {}


def come_sometime(pace: float) -> None:
    """Nobody waits for a signal: the first visit of each falls anywhere in its pace."""
    gevent.sleep(random.random() * pace)


def at_any_moment(pace: float) -> Callable[[object], float]:
    """Visits that know nothing of each other, ``pace`` seconds apart on average (a Poisson process).

    locust's constant pacing counts from the birth of a user, so that all of a kind came at once every ``pace`` seconds.
    """
    return lambda _user: random.expovariate(1 / pace)


class Registrant(FastHttpUser):
    """Opens the form as a newcomer, fills it in, sends it (some twice), reads the answer."""

    abstract = not REGISTRATIONS
    fixed_count = PLAN.get("registrants", 0)
    wait_time = at_any_moment(PLAN.get("registrant_pace", 6))

    def on_start(self) -> None:
        come_sometime(PLAN["registrant_pace"])

    @task
    def register(self) -> None:
        number = next(registrants)
        if number > REGISTRATIONS:
            return
        self.client.cookiejar.clear()
        page = self.client.get(FORM, name="form").text
        email = f"visitor{number}@load.example"
        form = {
            "csrfmiddlewaretoken": TOKEN.search(page)[1],
            "key": str(uuid4()) if (found := KEY.search(page)) is None else found[1],
            "category": str(PLAN["category"]),
            "full_name": f"Visiteur {number}",
            "email": email,
            "country": "FR",
            "language": "fr",
            "organisation_name": random.choice(("", "Photonique du Lac", "Institut des Matériaux")),
            "accepts_terms": "on",
        }
        for _time in range(2 if random.random() < SENT_TWICE else 1):
            self.send(form, email)

    def send(self, form: dict[str, str], email: str) -> None:
        headers = {"Referer": self.environment.host + FORM}
        with self.client.post(
            FORM, data=form, headers=headers, name="register", allow_redirects=False, catch_response=True
        ) as answer:
            if answer.status_code != 302:
                answer.failure(f"answered {answer.status_code}")
                return
            accepted.append(email)
            answer.success()
        self.client.get(answer.headers["Location"], name="own registration")


class Asker(FastHttpUser):
    """A participant who is signed in: accepts what waits for an answer, then asks somebody for a meeting."""

    abstract = not ASKERS
    fixed_count = len(ASKERS)
    wait_time = at_any_moment(PLAN.get("asker_pace", 30))

    def on_start(self) -> None:
        come_sometime(PLAN["asker_pace"])
        self.me = ASKERS[next(askers) % len(ASKERS)]
        self.headers = {"Cookie": f"{self.me['name']}={self.me['value']}"}

    @task
    def ask(self) -> None:
        if next(requests) > MEETING_REQUESTS:
            return
        page = self.client.get(f"{MEETINGS}requests/", headers=self.headers, name="own requests").text
        if waiting := ANSWER.search(page):
            if self.send(waiting[1], page, {"accept": "1"}, "answer"):
                answered.append(int(waiting[1].split("/")[-3]))
            return
        other = random.choice(ASKERS)["profile"]
        if other == self.me["profile"]:
            return
        address = f"{MEETINGS}participants/{other}/"
        page = self.client.get(address, headers=self.headers, name="participant").text
        # Who has asked already, or was asked, is shown no form.
        if 'name="priority"' in page and self.send(address, page, {"priority": "2", "message": "Bonjour"}, "ask"):
            asked.append((self.me["profile"], other))

    def send(self, address: str, page: str, form: dict[str, str], name: str) -> bool:
        token = TOKEN.search(page)[1]
        headers = {
            "Referer": self.environment.host + address,
            "Cookie": f"{self.headers['Cookie']}; {self.cookie_of_forms()}",
        }
        with self.client.post(
            address,
            data={"csrfmiddlewaretoken": token, **form},
            headers=headers,
            name=name,
            allow_redirects=False,
            catch_response=True,
        ) as answer:
            if answer.status_code != 302:
                answer.failure(f"answered {answer.status_code}")
                return False
            answer.success()
        return True

    def cookie_of_forms(self) -> str:
        return "; ".join(f"{one.name}={one.value}" for one in self.client.cookiejar if "csrf" in one.name)


class Reader(FastHttpUser):
    """Looks at the pages of the edition."""

    abstract = not READINGS
    fixed_count = PLAN.get("readers", 0)
    wait_time = at_any_moment(PLAN.get("reader_pace", 3))

    def on_start(self) -> None:
        come_sometime(PLAN["reader_pace"])

    @task
    def read(self) -> None:
        if next(readers) <= READINGS:
            self.client.get(random.choice(PAGES), name="pages")


class Participant(FastHttpUser):
    """Asks for an agenda that the calendar holds already: 304 is the answer, and anything else a failure."""

    abstract = not PLAN.get("agendas")
    wait_time = constant(0)

    @task
    def read(self) -> None:
        address = random.choice(PLAN["agendas"])
        mark = held.get(address)
        headers = {"If-None-Match": mark} if mark else {}
        with self.client.get(
            address, headers=headers, name="agenda 304" if mark else "agenda", catch_response=True
        ) as answer:
            if answer.status_code != (304 if mark else 200) or "private" not in answer.headers["Cache-Control"]:
                answer.failure(f"answered {answer.status_code}")
            else:
                held[address] = answer.headers["ETag"]
                answer.success()


@events.quitting.add_listener
def keep_accepted(**_more: object) -> None:
    """Whom the server said yes to: the database is asked about each of them afterwards."""
    if "accepted" in PLAN:
        told = {"registrations": accepted, "asked": asked, "answered": answered}
        Path(PLAN["accepted"]).write_text(json.dumps(told))
