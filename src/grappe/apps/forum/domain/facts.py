"""The editions that were held, as the programme's documents tell them."""

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from grappe.apps.core.enums import Confidence
from grappe.apps.directory.domain.reference import source_code
from grappe.apps.forum.enums import EditionState
from grappe.apps.forum.models import Edition
from grappe.kernel.programme import ForumEdition, forum_editions


def load_editions(*, today: date) -> int:
    """Load the packaged editions where they are not held yet; returns how many came in."""
    with transaction.atomic():
        known = set(Edition.objects.values_list("number", flat=True))
        new = [as_edition(fact, today) for fact in forum_editions() if fact.number not in known]
        Edition.objects.bulk_create(new)
    return len(new)


def as_edition(fact: ForumEdition, today: date) -> Edition:
    confidence = Confidence.UNVERIFIED if fact.evidence.to_verify else Confidence.COMPILED
    entry = {
        "source": source_code(fact.evidence.sources[0]),
        "on": today.isoformat(),
        "confidence": int(confidence),
        "by": None,
    }
    values = {
        "year": fact.year,
        "theme_fr": fact.theme_fr,
        "theme_en": fact.theme_en,
        "place": fact.place,
        "days": DateRange(fact.days.start, fact.days.end) if fact.days else None,
    }
    stated = {field: entry for field, value in values.items() if value}
    return Edition(number=fact.number, slug=str(fact.year), state=EditionState.OVER, provenance=stated, **values)
