"""Work that outlasts a page."""

from django.conf import settings
from procrastinate.contrib.django import app

from grappe.apps.accounts.domain.log_checks import record_check
from grappe.apps.accounts.domain.sealing import seal_entries, sign_digest
from grappe.apps.accounts.letters import send_letter

__all__ = ["seal_log", "send_letter", "sign_log"]


@app.periodic(cron="* * * * *")
@app.task(name="accounts.seal_log", queueing_lock="accounts.seal_log")
def seal_log(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Every minute: seal the entries written since."""
    return seal_entries()


@app.periodic(cron="50 23 * * *")
@app.task(name="accounts.sign_log", queueing_lock="accounts.sign_log")
def sign_log(timestamp: int = 0) -> int:  # noqa: ARG001 - the scheduler passes its time
    """Every night: sign where the chain stands, where the site has a key, and read the whole log."""
    number = sign_digest().number if settings.AUDIT_KEY else 0
    record_check()
    return number
