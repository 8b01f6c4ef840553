"""Two Forums of a simulated crowd, one to come and one that is over: nothing and nobody in them is real."""

from datetime import date, timedelta

from grappe.apps.accounts.models import User
from grappe.apps.demonstration.forum.aftermath import add_aftermath
from grappe.apps.demonstration.forum.crowd import add_crowd, add_small_crowd
from grappe.apps.demonstration.forum.frame import add_frame
from grappe.apps.demonstration.forum.meetings import add_meetings
from grappe.apps.demonstration.forum.press import add_press
from grappe.apps.demonstration.forum.programme import add_programme
from grappe.apps.directory.models import Organisation
from grappe.apps.forum.models import Edition

SEED = 2013
# The same days of the week.
EARLIER = timedelta(weeks=52)
REQUESTS_THEN = 160


def add_forum(people: dict[str, User], *, organisation: Organisation, today: date) -> Edition:
    """Add an edition that is over and the one to come, whole; ``organisation`` is the one the member keeps."""
    add_past_forum(people, organisation=organisation, today=today - EARLIER)
    frame = add_frame(today=today)
    crowd = add_crowd(frame, people, organisation=organisation, seed=SEED)
    add_programme(frame, crowd, seed=SEED + 1)
    add_press(frame, people)
    add_meetings(frame, crowd, people, seed=SEED + 2)
    return frame.edition


def add_past_forum(people: dict[str, User], *, organisation: Organisation, today: date) -> Edition:
    """A smaller one, of which people have said what came of their meetings."""
    frame = add_frame(today=today)
    crowd = add_small_crowd(frame, people, organisation=organisation, seed=SEED + 3)
    plan = add_meetings(frame, crowd, people, seed=SEED + 4, requests=REQUESTS_THEN)
    add_aftermath(plan, seed=SEED + 5)
    return frame.edition
