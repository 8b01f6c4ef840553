"""Mail of the reviews. A letter is a job of the queue, kept in the transaction that causes it."""

from collections.abc import Callable

from django.core.mail import send_mail
from django.utils import translation
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from grappe.apps.accounts.models import User

Letter = tuple[str, str]
TRIES, WAIT_SECONDS = 8, 30


@app.task(name="reviews.send_letter", retry=RetryStrategy(max_attempts=TRIES, exponential_wait=WAIT_SECONDS))
def send_letter(address: str, subject: str, body: str) -> None:
    send_mail(subject, body, None, [address])


def post(user: User, write: Callable[[], Letter]) -> None:
    """Write a letter in the reader's language and leave it for the worker."""
    with translation.override(user.language):
        subject, body = write()
    send_letter.defer(address=user.email, subject=subject, body=body)
