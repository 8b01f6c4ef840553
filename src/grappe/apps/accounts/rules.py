"""Who may do what over the whole programme. Predicates take (user, object) and touch the database once a request."""

import rules
from django.contrib.auth.models import AnonymousUser

from grappe.apps.accounts.enums import Role
from grappe.apps.accounts.models import User


def roles_of(user: User | AnonymousUser) -> frozenset[str]:
    """The programme-wide roles of a person, read once per loaded user."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    held: frozenset[str] | None = user.__dict__.get("_roles_held")
    if held is None:
        held = frozenset(user.role_grants.values_list("role", flat=True))
        user.__dict__["_roles_held"] = held
    return held


@rules.predicate
def is_expert(user: User | AnonymousUser) -> bool:
    return Role.EXPERT in roles_of(user)


@rules.predicate
def is_programme_officer(user: User | AnonymousUser) -> bool:
    return Role.PROGRAMME_OFFICER in roles_of(user)


@rules.predicate
def is_administrator(user: User | AnonymousUser) -> bool:
    return Role.ADMINISTRATOR in roles_of(user)


is_programme_office = is_programme_officer | is_administrator

rules.add_perm("accounts.see_people", is_programme_office)
rules.add_perm("accounts.grant_role", is_administrator)
rules.add_perm("accounts.close_account", is_administrator)
rules.add_perm("accounts.read_audit", is_programme_office)
