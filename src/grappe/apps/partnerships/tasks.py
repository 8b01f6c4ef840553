"""Work that outlasts a page."""

from django.utils import timezone
from procrastinate.contrib.django import app

from grappe.apps.partnerships.domain.interests import remind_of_interests
from grappe.apps.partnerships.domain.profiles import expire_profiles


@app.periodic(cron="10 5 * * *")
@app.task(name="partnerships.expire_profiles", queueing_lock="partnerships.expire_profiles")
def close_expired_profiles(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Every night: close the profiles whose year is over."""
    return expire_profiles(today=timezone.localdate())


@app.periodic(cron="20 6 * * 1-5")
@app.task(name="partnerships.remind", queueing_lock="partnerships.remind")
def send_reminders(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Every working day: remind those who have not answered, twice at most."""
    return remind_of_interests(now=timezone.now())
