"""Writers wait for no seal, and sealings at once make one chain."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction
from tests.factories import make_user

from grappe.apps.accounts.domain.audit import record_action
from grappe.apps.accounts.domain.sealing import seal_entries
from grappe.apps.accounts.models import AuditEntry, AuditSeal
from grappe.apps.accounts.queries.log_check import check_log

pytestmark = pytest.mark.django_db(transaction=True)


def in_own_connection(work):
    try:
        return work()
    finally:
        connection.close()


def test_an_entry_committed_late_is_sealed_after_those_seen_before(db):
    user = make_user()
    written, go = Event(), Event()

    def slow():
        with transaction.atomic():
            entry = record_action(by=user, verb="set_values", target=user)
            written.set()
            go.wait(20)
        return entry.pk

    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(in_own_connection, slow)
        assert written.wait(20)
        quick = record_action(by=user, verb="set_values", target=user)
        assert seal_entries() == 1
        go.set()
        assert late.result() < quick.pk
    assert seal_entries() == 1
    assert list(AuditSeal.objects.values_list("entry", flat=True)) == [quick.pk, late.result()]
    assert check_log().faults == ()


def test_writers_and_sealings_at_once_leave_one_whole_chain(db):
    user = make_user()

    def write():
        for _ in range(20):
            record_action(by=user, verb="set_values", target=user)

    with ThreadPoolExecutor(6) as pool:
        runs = [pool.submit(in_own_connection, work) for work in (write, seal_entries, write, seal_entries, write)]
        for run in runs:
            run.result()
    seal_entries()
    assert AuditSeal.objects.count() == AuditEntry.objects.count() == 60
    assert check_log().faults == ()
