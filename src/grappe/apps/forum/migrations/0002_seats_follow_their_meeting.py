"""A seat's time and bindingness are its meeting's: the database copies them, and refuses any other."""

from django.db import migrations

FORWARDS = """
ALTER TABLE forum_meeting ADD CONSTRAINT meeting_with_its_time UNIQUE (id, during, is_binding);
ALTER TABLE forum_seat ADD CONSTRAINT seat_follows_meeting FOREIGN KEY (meeting_id, during, is_binding)
    REFERENCES forum_meeting (id, during, is_binding) ON UPDATE CASCADE ON DELETE CASCADE;
CREATE INDEX seat_by_meeting_time ON forum_seat (meeting_id, during, is_binding);
"""
BACKWARDS = """
DROP INDEX seat_by_meeting_time;
ALTER TABLE forum_seat DROP CONSTRAINT seat_follows_meeting;
ALTER TABLE forum_meeting DROP CONSTRAINT meeting_with_its_time;
"""


class Migration(migrations.Migration):
    dependencies = [("forum", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
