"""Mail to people. A letter is a job of the queue, kept in the transaction that causes it.

So it leaves only once that is committed, a slow mail server keeps nobody waiting at the opening hour, and it is tried
again when the server is away.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.mail import send_mail
from django.utils import translation
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

Letter = tuple[str, str]
TRIES, WAIT_SECONDS = 8, 30
# Letters that waited under the name of the app that wrote them still leave.
FORMER_NAMES = ["calls.send_letter", "forum.send_letter", "funding.send_letter", "reviews.send_letter"]


@app.task(
    name="accounts.send_letter",
    aliases=FORMER_NAMES,
    retry=RetryStrategy(max_attempts=TRIES, exponential_wait=WAIT_SECONDS),
)
def send_letter(address: str, subject: str, body: str) -> None:
    send_mail(subject, body, None, [address])


@dataclass(frozen=True)
class Written:
    """A letter to one person, in her language once it is written."""

    address: str
    language: str
    write: Callable[[], Letter]


def post(*, address: str, language: str, write: Callable[[], Letter]) -> None:
    """Write a letter in the reader's language and leave it for the worker."""
    post_all([Written(address, language, write)])


def post_all(letters: Iterable[Written]) -> int:
    """Write many and leave them for the worker in one statement; returns how many there were."""
    jobs = [job_of(one) for one in letters if one.address]
    if jobs:
        send_letter.batch_defer(*jobs)
    return len(jobs)


def job_of(letter: Written) -> JSONDict:
    with translation.override(letter.language):
        subject, body = letter.write()
    return {"address": letter.address, "subject": subject, "body": body}
