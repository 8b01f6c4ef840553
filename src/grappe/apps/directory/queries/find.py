"""Find an organisation to claim or to name: by number, by words of its name, by a slip of the pen."""

from django.contrib.postgres.search import SearchRank
from django.db.models import F, QuerySet

from grappe.apps.core.queries.words import corrected
from grappe.apps.core.wanted import read_wanted
from grappe.apps.directory.models import Organisation
from grappe.apps.directory.queries.identifiers import organisations_identified
from grappe.apps.directory.queries.search import organisations_matching

SHORTEST = 2
MOST_RANKED = 500


def organisations_like(text: str) -> QuerySet[Organisation]:
    """Living organisations that answer to a text, the likest first; none for less than two letters."""
    living = Organisation.objects.filter(merged_into=None)
    numbered = organisations_identified(text)
    if numbered is not None and numbered.exists():
        return numbered.order_by("name_key", "pk")
    wanted = read_wanted(text)
    if len("".join(wanted.words)) < SHORTEST:
        return living.none()
    for attempt in (wanted, corrected(wanted)):
        if attempt is None:
            continue
        keys = list(organisations_matching(living, attempt).order_by().values_list("pk", flat=True)[:MOST_RANKED])
        if keys:
            rank = SearchRank(F("search"), attempt.beginning(), normalization=1)
            return living.filter(pk__in=keys).annotate(rank=rank).order_by("-rank", "name_key", "pk")
    return living.none()


def organisations_at_domains(domains: list[str]) -> QuerySet[Organisation]:
    """Living organisations whose e-mail domain is one of these: the ones a person may claim at once."""
    return Organisation.objects.filter(merged_into=None, email_domain__in=domains).exclude(email_domain="")
