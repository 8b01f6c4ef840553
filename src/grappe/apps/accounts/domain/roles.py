from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.enums import Role
from grappe.apps.accounts.models import RoleGrant, User
from grappe.apps.core.errors import RefusedError


class LastAdministratorError(RefusedError):
    """The last administrator cannot lose the role."""


def grant_role(*, user: User, role: Role, by: User | None) -> RoleGrant:
    """Give a programme-wide role; giving it twice changes nothing."""
    with recorded(by=by, verb="grant_role"):
        try:
            with transaction.atomic():
                grant = RoleGrant.objects.create(user=user, role=role, granted_by=by)
        except IntegrityError:
            return RoleGrant.objects.get(user=user, role=role)
        record_action(by=by, verb="grant_role", target=user, role=role)
    return grant


def revoke_role(*, user: User, role: Role, by: User | None) -> None:
    """Take a role back; somebody must stay administrator."""
    with recorded(by=by, verb="revoke_role"):
        # Locked in one order, so that two administrators cannot revoke each other at once.
        holders = list(RoleGrant.objects.select_for_update().filter(role=role).order_by("pk"))
        if role == Role.ADMINISTRATOR and [grant.user_id for grant in holders] == [user.pk]:
            raise LastAdministratorError(_("Appoint another administrator first: the last one cannot leave."))
        if any(grant.user_id == user.pk for grant in holders):
            RoleGrant.objects.filter(user=user, role=role).delete()
            record_action(by=by, verb="revoke_role", target=user, role=role)
