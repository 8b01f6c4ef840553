"""Who is who across roles: merged records and groups of organisations, and every address of a person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allauth.account.models import EmailAddress

from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Organisation

# A chain of parents longer than this is a ring.
LONGEST = 12


@dataclass(frozen=True)
class Identities:
    """``record`` leads each organisation to the record it was merged into, ``group`` to the head of its group."""

    record: Mapping[int, int]
    group: Mapping[int, int]

    def same(self, organisation: int) -> int:
        return self.record.get(organisation, organisation)

    def linked(self, organisation: int) -> int:
        return self.group.get(organisation, organisation)


def identities_of(organisations: Iterable[int]) -> Identities:
    """Follow merges, then parents, from these organisations up; one query a step, whatever their number."""
    merged, parents = links_above(set(organisations))
    record = {one: followed(one, merged) for one in merged.keys() | parents.keys()}
    above = {record[one]: record.get(parent, parent) for one, parent in parents.items()}
    group = {one: followed(record[one], above) for one in record}
    return Identities(record, group)


def links_above(wanted: set[int]) -> tuple[dict[int, int], dict[int, int]]:
    """Merges and parents of these organisations and of all above them; one without either leads to itself."""
    merged: dict[int, int] = {}
    parents: dict[int, int] = {}
    for _step in range(LONGEST):
        rows = Organisation.objects.filter(pk__in=wanted).values_list("pk", "merged_into", "parent")
        found = set()
        for key, into, parent in rows:
            merged[key], parents[key] = into or key, parent or key
            found |= {one for one in (into, parent) if one}
        wanted = found - merged.keys()
        if not wanted:
            break
    return merged, parents


def followed(start: int, steps: Mapping[int, int]) -> int:
    """The end of a chain; in a ring, its smallest number, whoever asks."""
    seen = [start]
    while (following := steps.get(seen[-1], seen[-1])) != seen[-1]:
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


def addresses_of(users: Iterable[User]) -> dict[int, set[str]]:
    """Every e-mail address of each person, verified or not, in small letters."""
    people = list(users)
    found: dict[int, set[str]] = defaultdict(set)
    for one in people:
        found[one.pk].add(one.email.lower())
    rows = EmailAddress.objects.filter(user__in=people).values_list("user_id", "email")
    for user, email in rows:
        found[user].add(email.lower())
    return found
