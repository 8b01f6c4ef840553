"""The seal of the log finds whatever is done to it by SQL, and names the first bad entry."""

import json

import pytest
from django.db import connection, transaction
from tests.factories import make_user

from grappe.apps.accounts.digest_files import digest_document, digests_in
from grappe.apps.accounts.domain.audit import record_action
from grappe.apps.accounts.domain.log_checks import record_check
from grappe.apps.accounts.domain.sealing import seal_entries, sign_digest
from grappe.apps.accounts.enums import SealFault
from grappe.apps.accounts.models import AuditDigest, AuditEntry, AuditSeal, UnsealedEntry
from grappe.apps.accounts.queries.log_check import check_log
from grappe.apps.accounts.queries.seal_state import seal_state
from grappe.apps.accounts.signing import NoAuditKeyError

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries():
    """Twelve sealed entries, the first eight under a digest."""
    user = make_user(full_name="Zoé")
    made = [record_action(by=user, verb="set_values", target=user, reason=f"n° {k}", n=k / 3) for k in range(8)]
    sign_digest()
    made += [record_action(by=None, verb="set_values", target=user, k=k) for k in range(4)]
    seal_entries()
    return made


def tamper(*statements, values=()):
    """As an administrator of the database would: triggers off."""
    with connection.cursor() as cursor:
        # Checks put off to the end of the transaction would forbid altering the tables.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement, values if "%s" in statement else None)
        cursor.execute("SET LOCAL session_replication_role = origin")


def found():
    return [(fault.kind, fault.position, fault.entry) for fault in check_log().faults]


def place_of(entry):
    return AuditSeal.objects.get(entry=entry.pk).position


def test_an_untouched_log_has_no_fault(entries):
    report = check_log()
    assert report.faults == ()
    assert (report.entries, report.digests) == (12, 1)


def test_writing_and_sealing_leave_nothing_to_wait(entries):
    record_action(by=None, verb="set_values", target=entries[0])
    assert UnsealedEntry.objects.count() == 1
    assert seal_entries() == 1
    assert seal_entries() == 0
    assert not UnsealedEntry.objects.exists()


def test_a_bulk_insert_is_sealed_too(entries):
    AuditEntry.objects.bulk_create([AuditEntry(by_label="x", verb="v", target_type="t", target_id="1")] * 1)
    assert seal_entries() == 1


def test_what_is_rolled_back_is_neither_sealed_nor_missed(entries):
    with transaction.atomic():
        record_action(by=None, verb="set_values", target=entries[0])
        transaction.set_rollback(True)
    assert seal_entries() == 0
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        "at = at - interval '1 microsecond'",
        "by_id = NULL",
        "by_label = 'Zoe'",
        "verb = 'set_value'",
        "target_type = 'x'",
        "target_id = '9'",
        "reason = reason || ' '",
        """detail = '{"n": 0.6666666666666667}'""",
        "detail = detail || '{\"m\": null}'",
    ],
)
def test_a_change_of_any_column_names_the_entry(entries, change):
    tamper(f"UPDATE accounts_auditentry SET {change} WHERE id = %s", values=[entries[1].pk])
    assert found() == [(SealFault.CHANGED, place_of(entries[1]), entries[1].pk)]


def test_the_first_of_several_changes_comes_first(entries):
    tamper("UPDATE accounts_auditentry SET reason = 'x' WHERE id = ANY(%s)", values=[[entries[6].pk, entries[3].pk]])
    assert [entry for _, _, entry in found()] == [entries[3].pk, entries[6].pk]


def test_a_deleted_entry_is_named(entries):
    tamper("DELETE FROM accounts_auditentry WHERE id = %s", values=[entries[4].pk])
    assert found() == [(SealFault.DELETED, place_of(entries[4]), entries[4].pk)]


def test_an_entry_deleted_with_its_seal_leaves_a_hole(entries):
    place = place_of(entries[4])
    tamper(
        "DELETE FROM accounts_auditseal WHERE entry = %s",
        "DELETE FROM accounts_auditentry WHERE id = %s",
        values=[entries[4].pk],
    )
    assert found()[0] == (SealFault.UNSEALED, place, None)


def test_closing_the_hole_breaks_the_chain(entries):
    place = place_of(entries[4])
    tamper(
        "DELETE FROM accounts_auditentry WHERE id = %s",
        "DELETE FROM accounts_auditseal WHERE entry = %s",
        values=[entries[4].pk],
    )
    tamper("UPDATE accounts_auditseal SET position = position + 1000 WHERE position > %s", values=[place])
    tamper("UPDATE accounts_auditseal SET position = position - 1001 WHERE position > 1000")
    assert found()[0] == (SealFault.CHANGED, place, entries[5].pk)


def test_a_lost_seal_leaves_its_entry_beside_the_chain(entries):
    place = place_of(entries[2])
    tamper("DELETE FROM accounts_auditseal WHERE entry = %s", values=[entries[2].pk])
    assert found() == [(SealFault.UNSEALED, place, None), (SealFault.INSERTED, None, entries[2].pk)]


COPY = """INSERT INTO accounts_auditentry (at, by_label, verb, target_type, target_id, reason, detail)
    SELECT at - interval '{age}', by_label, 'revoke_role', target_type, target_id, 'forged', detail
    FROM accounts_auditentry WHERE id = %s"""


def test_an_entry_put_in_round_the_trigger_is_named(entries):
    tamper(COPY.format(age="1 hour"), values=[entries[2].pk])
    forged = AuditEntry.objects.get(reason="forged")
    assert found() == [(SealFault.INSERTED, None, forged.pk)]


def test_an_entry_put_in_with_an_old_date_is_named(entries):
    with connection.cursor() as cursor:
        cursor.execute(COPY.format(age="3 days"), [entries[2].pk])
    seal_entries()
    assert found() == [(SealFault.BACKDATED, 13, AuditEntry.objects.get(reason="forged").pk)]


def test_entries_that_change_places_are_named(entries):
    one, other = entries[2], entries[5]
    tamper("UPDATE accounts_auditentry SET id = -1 WHERE id = %s", values=[one.pk])
    tamper("UPDATE accounts_auditentry SET id = %s WHERE id = %s", values=[one.pk, other.pk])
    tamper("UPDATE accounts_auditentry SET id = %s WHERE id = -1", values=[other.pk])
    assert [(kind, entry) for kind, _, entry in found()] == [
        (SealFault.CHANGED, one.pk),
        (SealFault.CHANGED, other.pk),
    ]


def test_seals_that_change_places_are_named(entries):
    first, second = place_of(entries[2]), place_of(entries[3])
    for old, new in ((first, 99), (second, first), (99, second)):
        tamper("UPDATE accounts_auditseal SET position = %s WHERE position = %s", values=[new, old])
    assert found()[0] == (SealFault.CHANGED, first, entries[3].pk)


@pytest.mark.parametrize("change", ["hash = repeat('0', 64)", "sealed_at = sealed_at + interval '1 second'"])
def test_a_changed_seal_is_named(entries, change):
    tamper(f"UPDATE accounts_auditseal SET {change} WHERE entry = %s", values=[entries[9].pk])
    assert found()[0] == (SealFault.CHANGED, place_of(entries[9]), entries[9].pk)


def rewrite():
    """What somebody with the code does: change an entry, then compute every seal anew."""
    tamper("DELETE FROM accounts_auditseal", "INSERT INTO accounts_unsealedentry SELECT id FROM accounts_auditentry")
    seal_entries()


def test_a_chain_computed_anew_contradicts_the_signed_digest(entries):
    tamper("UPDATE accounts_auditentry SET reason = 'x' WHERE id = %s", values=[entries[1].pk])
    rewrite()
    assert [(fault.kind, fault.digest) for fault in check_log().faults] == [(SealFault.REWRITTEN, 1)]


def test_a_chain_computed_anew_without_digests_contradicts_the_copy_kept_outside(entries):
    copy = digests_in(json.dumps([digest_document(AuditDigest.objects.get())]))
    tamper("UPDATE accounts_auditentry SET reason = 'x' WHERE id = %s", values=[entries[1].pk])
    tamper("DELETE FROM accounts_auditdigest")
    rewrite()
    assert check_log().faults == ()
    assert [fault.kind for fault in check_log(copies=copy).faults] == [SealFault.REWRITTEN]


def test_a_tail_cut_off_below_a_digest_is_found(entries):
    sign_digest()
    tamper(
        "DELETE FROM accounts_auditentry WHERE id >= %s",
        "DELETE FROM accounts_auditseal WHERE entry >= %s",
        values=[entries[10].pk],
    )
    assert [(fault.kind, fault.digest) for fault in check_log().faults] == [(SealFault.CUT, 2)]


def test_an_entry_gone_before_its_seal_is_named(entries):
    gone = record_action(by=None, verb="set_values", target=entries[0])
    tamper("DELETE FROM accounts_auditentry WHERE id = %s", values=[gone.pk])
    assert seal_entries() == 0
    assert found() == [(SealFault.DELETED, None, gone.pk)]


@pytest.mark.parametrize(
    "change",
    [
        "statement = replace(statement, '\"entries\":8', '\"entries\":7')",
        "position = 7",
        "made_at = made_at - interval '1 day'",
        "signature = repeat('0', 128)",
        "public_key = repeat('0', 64)",
        "statement = 'x'",
    ],
)
def test_a_changed_digest_is_found(entries, change):
    tamper(f"UPDATE accounts_auditdigest SET {change}")
    assert SealFault.DIGEST_CHANGED in {fault.kind for fault in check_log().faults}


def test_a_lost_digest_is_found_by_the_next(entries):
    sign_digest()
    tamper("DELETE FROM accounts_auditdigest WHERE number = 1")
    assert [(fault.kind, fault.digest) for fault in check_log().faults] == [(SealFault.DIGEST_MISSING, 1)]


def test_a_digest_signed_with_another_key_is_foreign_until_that_key_is_trusted(entries, settings):
    former = AuditDigest.objects.get().public_key
    settings.AUDIT_KEY = "02" * 32
    assert [fault.kind for fault in check_log().faults] == [SealFault.FOREIGN_KEY]
    settings.AUDIT_FORMER_KEYS = [former]
    sign_digest()
    assert check_log().faults == ()


def test_without_a_key_nothing_is_signed_and_the_chain_still_checks(entries, settings):
    settings.AUDIT_KEY = ""
    with pytest.raises(NoAuditKeyError, match="GRAPPE_AUDIT_KEY"):
        sign_digest()
    settings.AUDIT_FORMER_KEYS = [AuditDigest.objects.get().public_key]
    assert check_log().faults == ()


def test_the_tables_of_the_seal_refuse_changes_by_themselves(entries):
    for table in ("auditseal", "auditdigest", "auditentry"):
        with (
            pytest.raises(Exception, match="Cannot update or delete"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"DELETE FROM accounts_{table}")


def test_many_faults_do_not_fill_the_memory(entries):
    tamper("UPDATE accounts_auditentry SET verb = 'x'")
    assert len(found()) == 12


def test_a_check_is_kept_for_the_office(entries):
    record_check()
    assert seal_state().first_fault is None
    tamper("UPDATE accounts_auditentry SET verb = 'x' WHERE id = %s", values=[entries[7].pk])
    record_check()
    state = seal_state()
    assert (state.first_fault.kind, state.first_fault.entry) == (SealFault.CHANGED, entries[7].pk)
    assert state.last.position == 12
