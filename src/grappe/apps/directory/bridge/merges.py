"""From the register to the reconciliation engine, and from its pairs to proposals a person decides."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection, transaction
from django.db.models import Count, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.enums import MergeStatus
from grappe.apps.directory.models import MergeProposal, Organisation
from grappe.apps.directory.unnamed import is_name
from grappe.engines.reconciliation import OrganisationRecord, ProposedPair, Settings, reconcile

# One search at a time over the whole installation: an advisory lock, given back when the transaction ends.
LOCK_NUMBER = 7_120_551
BATCH = 5_000
SEPARATOR = ":"


class SearchUnderWayError(RefusedError):
    """Another search for doubles is running; its proposals will be listed when it ends."""


def propose_merges(*, by: User | None, minimum_score: float = 0.5, among: QuerySet[Organisation] | None = None) -> int:
    """Search the register for doubles and list them; pairs decided before are left alone. Returns how many are new.

    Simulated organisations are compared only where somebody names them (``among``).
    """
    _ = by  # whoever asks, the list is the same; the decisions are what the log keeps
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK_NUMBER])
            if not cursor.fetchone()[0]:
                raise SearchUnderWayError("A search for doubles is running already: its proposals will be listed soon.")
        rows = Organisation.objects.filter(is_simulated=False) if among is None else among
        found = reconcile(list(records(rows.filter(merged_into=None))), Settings(minimum_score=minimum_score))
        before = MergeProposal.objects.count()
        refresh(found.pairs, rows)
        return MergeProposal.objects.count() - before


def records(rows: QuerySet[Organisation]) -> Iterator[OrganisationRecord]:
    """The organisations as the engine reads them, streamed."""
    pair = Concat(F("identifiers__scheme"), Value(SEPARATOR), F("identifiers__value"), output_field=TextField())
    columns = ("pk", "legal_name", "other_names", "short_name", "country", "city", "postcode", "website", "kind")
    held = Q(identifiers__isnull=False)
    numbered = rows.annotate(numbers=ArrayAgg(pair, filter=held, default=Value([])))
    for row in numbered.order_by("pk").values_list(*columns, "numbers").iterator(chunk_size=BATCH):
        record = as_record(row)
        # Numbers that differ by a digit are no two spellings of one name.
        if record.names:
            yield record


def as_record(row: tuple[Any, ...]) -> OrganisationRecord:
    key, legal_name, other_names, short_name, country, city, postcode, website, kind, numbers = row
    return OrganisationRecord(
        id=str(key),
        names=tuple(name for name in (legal_name, *other_names) if is_name(name)),
        short_names=(short_name,) if short_name else (),
        country=country,
        city=city,
        postcode=postcode,
        website=website,
        kind=kind,
        identifiers=tuple(sorted((scheme, value) for scheme, value in split_numbers(numbers))),
    )


def split_numbers(numbers: Iterable[str]) -> Iterator[tuple[str, str]]:
    for number in numbers:
        scheme, _separator, value = number.partition(SEPARATOR)
        if value:
            yield scheme, value


def refresh(pairs: tuple[ProposedPair, ...], rows: QuerySet[Organisation]) -> None:
    """Open proposals about these organisations follow the search; decided ones stay as decided."""
    MergeProposal.objects.filter(status=MergeStatus.PROPOSED, kept__in=rows).delete()
    for start in range(0, len(pairs), BATCH):
        batch = pairs[start : start + BATCH]
        weights = importance({int(key) for pair in batch for key in (pair.first, pair.second)})
        MergeProposal.objects.bulk_create((as_proposal(pair, weights) for pair in batch), ignore_conflicts=True)


def importance(keys: set[int]) -> dict[int, int]:
    """How much of the register hangs on each record: the heavier of two is kept."""
    rows = Organisation.objects.filter(pk__in=keys).annotate(
        heavy=Count("participations", distinct=True) + Count("memberships", distinct=True)
    )
    return dict(rows.order_by().values_list("pk", "heavy"))


def as_proposal(pair: ProposedPair, weights: dict[int, int]) -> MergeProposal:
    kept, merged = sorted((int(pair.first), int(pair.second)), key=lambda key: (-weights.get(key, 0), key))
    return MergeProposal(
        kept_id=kept,
        merged_id=merged,
        score=pair.score,
        evidence=[
            {"code": one.code, "detail": list(one.detail), "weight": round(one.weight, 3)} for one in pair.evidence
        ],
    )
