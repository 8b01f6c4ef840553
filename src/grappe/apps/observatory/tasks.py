"""Work that outlasts a page."""

from procrastinate.contrib.django import app

from grappe.apps.observatory.domain.network_runs import perform_network
from grappe.kernel.queues import LONG


@app.task(name="observatory.compute_network", queue=LONG)
def compute(run_id: int) -> str:
    """Compute a network of collaboration that was asked for."""
    return perform_network(run_id=run_id).state
