"""The queues of jobs: each has a worker of its own, so that no letter waits for a long computation."""

# What every task is in that names no queue: letters, reminders, deadlines.
SHORT = "default"
# Computations and imports that may take minutes.
LONG = "long"
