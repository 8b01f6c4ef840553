"""The last hour of a call: proposals written by many at once, and submitted up to the minute."""
