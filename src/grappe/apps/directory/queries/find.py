"""Find an organisation to claim or to name: by number, by words of its name, by a slip of the pen."""

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from grappe.apps.core.text import Fold
from grappe.apps.directory.models import Organisation

SHORTEST = 2


def organisations_like(text: str) -> QuerySet[Organisation]:
    """Living organisations that answer to a text, the likest first; none for less than two letters."""
    wanted = text.replace("\x00", "").strip()[:200]
    living = Organisation.objects.filter(merged_into=None)
    if len(wanted) < SHORTEST:
        return living.none()
    compact = "".join(letter for letter in wanted.upper() if letter.isalnum())
    numbered = living.filter(identifiers__value=compact)
    if compact and numbered.exists():
        return numbered.distinct()
    folded = Fold(Value(wanted))
    similarity = TrigramWordSimilarity(folded, "name_key")  # type: ignore[arg-type]  # the stubs know plain text only
    likeness = Coalesce(similarity, 0.0)
    return (
        living.filter(Q(name_key__contains=folded) | Q(name_key__trigram_word_similar=folded))
        .annotate(likeness=likeness)
        .order_by("-likeness", "name_key", "pk")
    )


def organisations_at_domains(domains: list[str]) -> QuerySet[Organisation]:
    """Living organisations whose e-mail domain is one of these: the ones a person may claim at once."""
    return Organisation.objects.filter(merged_into=None, email_domain__in=domains).exclude(email_domain="")
