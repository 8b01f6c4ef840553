"""Who writes in the last hour, for locust. Every number comes from ``benchmarks.calls.run``."""

import json
import os
import random
import re
import time
from itertools import count
from pathlib import Path
from uuid import uuid4

import gevent
from locust import FastHttpUser, between, constant, events, task

# A file: a thousand consortia are more than one variable of the environment may hold.
PLAN = json.loads(Path(os.environ["CALLS_LOAD"]).read_text()) if "CALLS_LOAD" in os.environ else {}
WORLD = PLAN.get("world", [])
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
KEY = re.compile(r'name="key" value="([^"]+)"')
BASE = re.compile(r'name="base" value="(\d+)"')
STATE = re.compile(r'data-answer-state="(\w+)"')
AT = "/fr/workspace/proposals/"
# Shares of what an author does: mostly the form saves by itself; now and then a page is opened.
READS = 0.15
# A text changes the answer that somebody else of the consortium changes too.
SHARED = 0.1
writers, submitters = count(), count()
# What the server said it holds: (question, proposal, text); and each submission: when sent, when answered, and how.
saved: list[tuple[int, int, str]] = []
submitted: list[dict[str, object]] = []


class Author(FastHttpUser):
    """Signed in as an author of one proposal; two of them write in each."""

    abstract = True

    def enter(self, number: int) -> None:
        self.own = WORLD[number % len(WORLD)]
        self.number = number
        page = self.ask(f"{AT}{self.own['proposal']}/sections/{self.own['sections'][0]}/", "section")
        self.token = TOKEN.search(page)[1]
        self.csrf = "; ".join(f"{one.name}={one.value}" for one in self.client.cookiejar if "csrf" in one.name)

    @property
    def headers(self) -> dict[str, str]:
        cookie = f"{self.own['cookie']}; {self.csrf}" if hasattr(self, "csrf") else str(self.own["cookie"])
        return {"Cookie": cookie, "Referer": self.environment.host + AT}

    def ask(self, address: str, name: str) -> str:
        return self.client.get(address, headers=self.headers, name=name).text


class Writer(Author):
    """Writes: the form saves after each pause; a page is read now and then."""

    abstract = not PLAN.get("writers")
    fixed_count = PLAN.get("writers", 0)
    # Authors know nothing of each other: with one fixed pace locust sends them all at the same moment.
    wait_time = between(PLAN.get("pace", 15) * 2 / 3, PLAN.get("pace", 15) * 4 / 3)

    def on_start(self) -> None:
        gevent.sleep(random.random() * PLAN["pace"])
        number = next(writers)
        # Two in each of the proposals that are submitted last: the others are locked before the time is over.
        self.enter(len(WORLD) - 1 - number // 2)
        questions = self.own["questions"]
        half = len(questions) // 2
        self.mine = questions[:half] if number % 2 else questions[half:]
        self.bases: dict[int, str] = {}

    @task
    def write(self) -> None:
        if time.time() > PLAN["closes_at"]:
            return
        if random.random() < READS:
            self.ask(random.choice((f"{AT}{self.own['proposal']}/", self.section())), "page")
            return
        question = random.choice(self.own["questions"] if random.random() < SHARED else self.mine)
        text = f"{self.number} {uuid4()} " + "Un texte de la longueur habituelle d’un paragraphe. " * random.randint(
            5, 40
        )
        self.save(question, text.strip())

    def section(self) -> str:
        return f"{AT}{self.own['proposal']}/sections/{random.choice(self.own['sections'])}/"

    def save(self, question: int, text: str) -> None:
        form = {
            "csrfmiddlewaretoken": self.token,
            "text": text,
            "base": self.bases.get(question, "1"),
            "key": str(uuid4()),
        }
        headers = {**self.headers, "HX-Request": "true"}
        address = f"{AT}{self.own['proposal']}/answers/{question}/"
        with self.client.post(address, data=form, headers=headers, name="autosave", catch_response=True) as answer:
            state = STATE.search(answer.text or "")
            if answer.status_code != 200 or state is None:
                answer.failure(f"answered {answer.status_code}")
            elif state[1] == "refused" and time.time() < PLAN["closes_at"]:
                # Who submitted has locked the proposal: refused in so many words, and the text stays in the browser.
                answer.success()
            elif state[1] != "refused":
                self.bases[question] = BASE.search(answer.text)[1]
                saved.append((question, self.own["proposal"], text))
                answer.success()


class Submitter(Author):
    """Reads the last page, then submits; a few come after the minute."""

    abstract = not PLAN.get("submissions")
    fixed_count = PLAN.get("submissions", 0)
    wait_time = constant(1)

    def on_start(self) -> None:
        number = next(submitters)
        gevent.sleep(max(0.0, PLAN["moments"][number] - time.time()))
        self.enter(number)
        self.done = False

    @task
    def submit(self) -> None:
        if self.done:
            return
        self.done = True
        address = f"{AT}{self.own['proposal']}/submit/"
        page = self.ask(address, "submit page")
        form = {"csrfmiddlewaretoken": TOKEN.search(page)[1], "key": KEY.search(page)[1]}
        sent = time.time()
        with self.client.post(
            address, data=form, headers=self.headers, name="submit", allow_redirects=False, catch_response=True
        ) as answer:
            accepted = answer.status_code == 302
            submitted.append(
                {"proposal": self.own["proposal"], "sent": sent, "answered": time.time(), "accepted": accepted}
            )
            if answer.status_code in {200, 302, 422}:
                answer.success()
            else:
                answer.failure(f"answered {answer.status_code}")


@events.quitting.add_listener
def keep_told(**_more: object) -> None:
    """What the server said: the database is asked about each of them afterwards."""
    if "told" in PLAN:
        Path(PLAN["told"]).write_text(json.dumps({"saved": saved, "submitted": submitted}))
