"""What every optimising engine shares: when to stop, the seed, the state of the proof and the gap."""

from grappe.engines.solving.gap import relative_gap
from grappe.engines.solving.progress import Progress, Report, silent
from grappe.engines.solving.seed import generator
from grappe.engines.solving.status import Status
from grappe.engines.solving.stop import Countdown, Deadline, Either, Never, Paced, Stop, part_of

__all__ = [
    "Countdown",
    "Deadline",
    "Either",
    "Never",
    "Paced",
    "Progress",
    "Report",
    "Status",
    "Stop",
    "generator",
    "part_of",
    "relative_gap",
    "silent",
]
