"""Keep a promise of time: what a user allows counts from the start of the command to its last line."""

import os
import time
from pathlib import Path

import typer

ENDING_REQUESTS = 8_000  # with so many, checking and writing a plan take as long as loading solvers and problem
LEAVING = 1.2  # times what loading took: unloading solvers and ending the process
MOST = 1 / 3  # of the time is kept for the ending
LOADED = time.monotonic()


def seconds_alive() -> float:
    """Return the seconds since this process began, where the system tells them; else since this module was loaded."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        began = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - began
    except (OSError, AttributeError, ValueError, IndexError):
        return time.monotonic() - LOADED


class Watch:
    """Seconds since a command began, those it took to start included where it was started as a process of its own."""

    def __init__(self, context: typer.Context) -> None:
        self.began = context.obj if isinstance(context.obj, float) else time.monotonic()

    @property
    def seconds(self) -> float:
        """So far."""
        return time.monotonic() - self.began


def seconds_left(allowed: float, spent: float, requests: int) -> float:
    """Return the seconds a search may take, so that its answer is checked and written in time.

    Parameters
    ----------
    allowed : by the user, for everything.
    spent : up to here, on loading and reading: tells how fast the machine is at this hour.
    requests : in the problem.
    """
    left = max(0.0, allowed - spent)
    return left - min(left * MOST, spent * (LEAVING + requests / ENDING_REQUESTS))
