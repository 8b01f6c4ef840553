"""News of the Forum; receivers stand in this app and in those above it."""

from django.dispatch import Signal

# registration, by: the person does not come.
registration_ended = Signal()
# plan, by: a plan of meetings is in force.
plan_published = Signal()
