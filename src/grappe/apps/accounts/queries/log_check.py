"""The whole log read against its seals and its signed digests: whatever was changed, by whatever way, is found."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from grappe.apps.accounts.domain.sealing import statement_hash
from grappe.apps.accounts.enums import SealFault
from grappe.apps.accounts.models import AuditDigest, AuditSeal
from grappe.apps.accounts.queries.sealed_log import (
    SealedEntry,
    sealed_entries,
    stray_entries,
    vanished_entries,
    written,
)
from grappe.apps.accounts.signing import is_signed, trusted_keys
from grappe.kernel.chain import START, link_hash

# No transaction lasts as long: an entry that comes into the chain later was not written when it says.
LONGEST_DELAY = timedelta(days=1)
MOST_FAULTS = 100
Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class LogFault:
    """One thing that is not as it was sealed; places and numbers are None where they do not apply."""

    kind: SealFault
    position: int | None = None
    entry: int | None = None
    digest: int | None = None


@dataclass(frozen=True)
class LogReport:
    """What a reading of the whole log found, the earliest place of the chain first."""

    entries: int
    digests: int
    faults: tuple[LogFault, ...]


def check_log(*, copies: Iterable[AuditDigest] = (), tell: Tell = lambda _done, _all: None) -> LogReport:
    """Read every entry, seal and digest; ``copies`` are digests that somebody kept outside the site."""
    until = AuditSeal.objects.aggregate(last=Max("position"))["last"] or 0
    digests = list(AuditDigest.objects.order_by("number"))
    faults: list[LogFault] = []
    for fault in all_faults(until, digests, list(copies), tell):
        faults.append(fault)
        if len(faults) == MOST_FAULTS:
            break
    return LogReport(until, len(digests), tuple(faults))


def all_faults(until: int, digests: list[AuditDigest], copies: list[AuditDigest], tell: Tell) -> Iterator[LogFault]:
    heads = {0: START}
    yield from chain_faults(until, digests, {one.position for one in (*digests, *copies)}, heads, tell)
    yield from (LogFault(SealFault.DELETED, entry=entry) for entry in vanished_entries(MOST_FAULTS))
    yield from (LogFault(SealFault.INSERTED, entry=entry) for entry in stray_entries(MOST_FAULTS))
    yield from digest_faults(digests, until, heads)
    for copy in copies:
        yield from statement_faults(copy, until, heads)


def chain_faults(
    until: int, digests: list[AuditDigest], marks: set[int], heads: dict[int, str], tell: Tell
) -> Iterator[LogFault]:
    """Walk the chain from its start; the hashes at the marked positions are noted in ``heads``."""
    previous, expected = START, 1
    dates = [(one.position, one.made_at - LONGEST_DELAY) for one in digests]
    for sealed in sealed_entries(until=until):
        if sealed.position != expected:
            yield LogFault(SealFault.UNSEALED, position=expected)
        elif sealed.content is None:
            yield LogFault(SealFault.DELETED, sealed.position, sealed.entry)
        elif rehashed(previous, sealed, sealed.content) != sealed.hash:
            yield LogFault(SealFault.CHANGED, sealed.position, sealed.entry)
        elif is_backdated(sealed, dates):
            yield LogFault(SealFault.BACKDATED, sealed.position, sealed.entry)
        previous, expected = sealed.hash, sealed.position + 1
        if sealed.position in marks:
            heads[sealed.position] = sealed.hash
        tell(sealed.position, until)


def rehashed(previous: str, sealed: SealedEntry, content: list[str | None]) -> str:
    return link_hash(previous, sealed.position, [written(sealed.sealed_at), *content])


def is_backdated(sealed: SealedEntry, dates: list[tuple[int, datetime]]) -> bool:
    """Whether a digest made long after the entry's own date does not cover it yet."""
    while len(dates) > 1 and dates[1][0] < sealed.position:
        dates.pop(0)
    if not dates or sealed.at is None:
        return False
    position, earliest = dates[0]
    return position < sealed.position and sealed.at < earliest


def digest_faults(digests: list[AuditDigest], until: int, heads: dict[int, str]) -> Iterator[LogFault]:
    previous, expected = START, 1
    for digest in digests:
        if digest.number != expected:
            yield LogFault(SealFault.DIGEST_MISSING, digest=expected)
        elif stated(digest).get("previous") != previous:
            yield LogFault(SealFault.DIGEST_CHANGED, digest=digest.number)
        yield from statement_faults(digest, until, heads)
        previous, expected = statement_hash(digest.statement), digest.number + 1


def statement_faults(digest: AuditDigest, until: int, heads: dict[int, str]) -> Iterator[LogFault]:
    """What one digest, held or kept outside, says against the chain."""
    said = stated(digest)
    columns = (said.get("number"), said.get("entries"), said.get("made_at"))
    if not is_signed(digest.statement, digest.signature, digest.public_key) or columns != (
        digest.number,
        digest.position,
        written(digest.made_at),
    ):
        yield LogFault(SealFault.DIGEST_CHANGED, digest=digest.number)
        return
    if digest.public_key not in trusted_keys():
        yield LogFault(SealFault.FOREIGN_KEY, digest=digest.number)
    if digest.position > until:
        yield LogFault(SealFault.CUT, position=until + 1, digest=digest.number)
    elif heads.get(digest.position) != said.get("head"):
        yield LogFault(SealFault.REWRITTEN, position=digest.position, digest=digest.number)


def stated(digest: AuditDigest) -> dict[str, object]:
    try:
        said = json.loads(digest.statement)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
