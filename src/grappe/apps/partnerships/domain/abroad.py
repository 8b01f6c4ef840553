"""A firm's way abroad: opened with its cluster, step by step, closed with its result."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster, Membership, Organisation
from grappe.apps.partnerships.enums import AbroadStepKind
from grappe.apps.partnerships.errors import AbroadRefusedError
from grappe.apps.partnerships.models import AbroadPath, AbroadStep
from grappe.kernel.countries import countries


def open_path(
    *,
    organisation: Organisation,
    cluster: Cluster,
    country: str,
    aim: str,
    today: date,
    is_simulated: bool = False,
    by: User,
) -> AbroadPath:
    """Open a member's way to one country."""
    if country not in countries() or country == organisation.country:
        raise AbroadRefusedError(_("Choose a country abroad."))
    member = Membership.objects.filter(organisation=organisation, cluster=cluster, period__contains=today)
    if not member.exists():
        raise AbroadRefusedError(_("A cluster helps its own members: open the membership first."))
    with recorded(by=by, verb="open_path"):
        path = AbroadPath.objects.create(
            organisation=organisation,
            cluster=cluster,
            country=country,
            aim=aim,
            opened_on=today,
            is_simulated=is_simulated,
        )
        record_action(by=by, verb="open_path", target=path, country=country)
    return path


def add_path_step(
    *, path: AbroadPath, kind: AbroadStepKind, on: date, text: str, help_cost: Decimal | None = None, by: User
) -> AbroadStep:
    if path.closed_on is not None:
        raise AbroadRefusedError(_("This way abroad is closed: open another."))
    with recorded(by=by, verb="add_path_step"):
        step = AbroadStep.objects.create(path=path, kind=kind, on=on, text=text[:500], help_cost=help_cost)
        record_action(by=by, verb="add_path_step", target=path, kind=kind)
    return step


def close_path(*, path: AbroadPath, result: str, on: date, by: User) -> AbroadPath:
    """Say what it brought."""
    if not result.strip():
        raise AbroadRefusedError(_("Say what it brought, were it nothing."))
    with recorded(by=by, verb="close_path"):
        held = AbroadPath.objects.select_for_update().get(pk=path.pk)
        held.result, held.closed_on = result.strip(), on
        held.save()
        record_action(by=by, verb="close_path", target=held)
    return held
