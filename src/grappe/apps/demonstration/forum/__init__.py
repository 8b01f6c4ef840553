"""A Forum to come, with a simulated crowd, planned and published: nothing and nobody in it is real."""

from datetime import date

from grappe.apps.accounts.models import User
from grappe.apps.demonstration.forum.crowd import add_crowd
from grappe.apps.demonstration.forum.frame import add_frame
from grappe.apps.demonstration.forum.meetings import add_meetings
from grappe.apps.demonstration.forum.press import add_press
from grappe.apps.demonstration.forum.programme import add_programme
from grappe.apps.directory.models import Organisation
from grappe.apps.forum.models import Edition

SEED = 2013


def add_forum(people: dict[str, User], *, organisation: Organisation, today: date) -> Edition:
    """Add the edition, its crowd, programme, press and meetings; ``organisation`` is the one the member keeps."""
    frame = add_frame(today=today)
    crowd = add_crowd(frame, people, organisation=organisation, seed=SEED)
    add_programme(frame, crowd, seed=SEED + 1)
    add_press(frame, people)
    add_meetings(frame, crowd, people, seed=SEED + 2)
    return frame.edition
