"""Who sits on a cluster's labelling committee."""

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.models import CommitteeSeat
from grappe.apps.directory.models import Cluster


def seat_member(*, cluster: Cluster, user: User, is_chair: bool = False, by: User | None) -> CommitteeSeat:
    """Give a person a seat, or change whether it is the chair."""
    with recorded(by=by, verb="seat_member"):
        seat, _made = CommitteeSeat.objects.update_or_create(
            cluster=cluster, user=user, defaults={"is_chair": is_chair}
        )
        record_action(by=by, verb="seat_member", target=cluster, user=user.pk, chair=is_chair)
    return seat


def unseat_member(*, seat: CommitteeSeat, by: User) -> None:
    with recorded(by=by, verb="unseat_member"):
        record_action(by=by, verb="unseat_member", target=seat.cluster, user=seat.user_id)
        seat.delete()
