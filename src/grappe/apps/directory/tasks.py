"""Work that outlasts a page."""

from procrastinate.contrib.django import app

from grappe.apps.directory.bridge.merges import propose_merges
from grappe.kernel.queues import LONG


@app.task(name="directory.propose_merges", queue=LONG, queueing_lock="directory.propose_merges")
def search_for_doubles() -> int:
    """Search the whole register for doubles."""
    return propose_merges(by=None)
