"""The one door between the Forum's rows and the meeting engine."""
