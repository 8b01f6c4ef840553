"""Entries are sealed shortly after they are written, in the order in which they can be seen, never by their writer."""

import hashlib
import json

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from grappe.apps.accounts.models import AuditDigest, AuditSeal, UnsealedEntry
from grappe.apps.accounts.queries.sealed_log import BATCH, canonical, waiting_rows, written
from grappe.apps.accounts.signing import public_half, signing_key
from grappe.kernel.chain import START, link_hash

# Any number will do that no other lock of the site has: two sealings at once would make two chains.
LOCK = 7_305_211
DIGEST_FORM = "grappe-audit-digest/1"


def seal_entries() -> int:
    """Seal whatever waits, a batch a transaction; returns how many."""
    sealed = 0
    while done := seal_batch():
        sealed += done
    return sealed


@transaction.atomic
def seal_batch() -> int:
    hold_chain()
    last = AuditSeal.objects.order_by("-position").first()
    position, previous = (last.position, last.hash) if last else (0, START)
    now = timezone.now()
    seals = []
    for row in waiting_rows(BATCH):
        position += 1
        previous = link_hash(previous, position, [written(now), *canonical(row)])
        seals.append(AuditSeal(position=position, entry=row[0], sealed_at=now, hash=previous))
    AuditSeal.objects.bulk_create(seals)
    UnsealedEntry.objects.filter(entry__in=[seal.entry for seal in seals]).delete()
    return len(seals)


def sign_digest() -> AuditDigest:
    """Seal what waits, then state and sign where the chain stands."""
    key = signing_key()
    seal_entries()
    with transaction.atomic():
        hold_chain()
        last = AuditSeal.objects.order_by("-position").first()
        before = AuditDigest.objects.order_by("-number").first()
        now = timezone.now()
        number, position = before.number + 1 if before else 1, last.position if last else 0
        statement = {
            "format": DIGEST_FORM,
            "site": settings.BASE_URL,
            "number": number,
            "made_at": written(now),
            "entries": position,
            "head": last.hash if last else START,
            "previous": statement_hash(before.statement) if before else START,
        }
        text = json.dumps(statement, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return AuditDigest.objects.create(
            number=number,
            made_at=now,
            position=position,
            statement=text,
            public_key=public_half(key),
            signature=key.sign(text.encode()).hex(),
        )


def statement_hash(statement: str) -> str:
    return hashlib.sha256(statement.encode()).hexdigest()


def hold_chain() -> None:
    """One sealing at a time; whoever writes entries waits for nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
