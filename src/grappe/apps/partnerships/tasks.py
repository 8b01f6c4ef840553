"""Work that outlasts a page."""

from django.utils import timezone
from procrastinate.contrib.django import app

from grappe.apps.partnerships.bridge.snapshots import prepare_snapshot
from grappe.apps.partnerships.domain.agreement_reminders import remind_of_agreements
from grappe.apps.partnerships.domain.interests import remind_of_interests
from grappe.apps.partnerships.domain.item_reminders import remind_of_items
from grappe.apps.partnerships.domain.profiles import expire_profiles
from grappe.apps.partnerships.domain.saved_searches import send_digest, send_digests
from grappe.kernel.queues import LONG

__all__ = [
    "close_expired_profiles",
    "prepare_suggestions",
    "send_digest",
    "send_reminders",
    "send_weekly_digests",
]


@app.periodic(cron="10 5 * * *")
@app.task(name="partnerships.expire_profiles", queueing_lock="partnerships.expire_profiles")
def close_expired_profiles(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Every night: close the profiles whose year is over."""
    return expire_profiles(today=timezone.localdate())


@app.periodic(cron="20 6 * * 1-5")
@app.task(name="partnerships.remind", queueing_lock="partnerships.remind")
def send_reminders(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Every working day: remind those who have not answered, of agreements that end, of what they promise."""
    today = timezone.localdate()
    return remind_of_interests(now=timezone.now()) + remind_of_agreements(today=today) + remind_of_items(today=today)


@app.periodic(cron="*/20 * * * *")
@app.task(name="partnerships.prepare", queue=LONG, queueing_lock="partnerships.prepare")
def prepare_suggestions(timestamp: int = 0) -> str:  # noqa: ARG001 - the scheduler passes its time
    """Every twenty minutes: make the register ready for suggestions, where it has changed."""
    made = prepare_snapshot(today=timezone.localdate())
    return made.version if made else ""


@app.periodic(cron="0 6 * * 1")
@app.task(name="partnerships.send_digests", queueing_lock="partnerships.send_digests")
def send_weekly_digests(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Every Monday: tell what saved searches found."""
    return send_digests(today=timezone.localdate())
