from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.edits import refuse_if_changed
from grappe.apps.directory.domain.values import entry_by
from grappe.apps.directory.enums import FeeClass
from grappe.apps.directory.models import Cluster, College, Membership, Organisation


class MembershipRefusedError(RefusedError):
    """The membership would overlap another, end before it starts, or sit in another cluster's college."""


def open_membership(
    *,
    organisation: Organisation,
    cluster: Cluster,
    since: date,
    college: College | None = None,
    fee_class: FeeClass = FeeClass.UNKNOWN,
    by: User | None,
) -> Membership:
    """Make an organisation a member of a cluster from a day on."""
    if college is not None and college.cluster_id != cluster.pk:
        raise MembershipRefusedError(
            _("This college belongs to another cluster: choose one of %(cluster)s.") % {"cluster": cluster}
        )
    with recorded(by=by, verb="open_membership"):
        # One at a time: two rows that exclude each other, inserted at once, wait for one another until one is shot.
        Organisation.objects.select_for_update(no_key=True).only("pk").get(pk=organisation.pk)
        try:
            with transaction.atomic():
                membership = Membership.objects.create(
                    organisation=organisation,
                    cluster=cluster,
                    college=college,
                    fee_class=fee_class,
                    period=(since, None),
                )
        except IntegrityError as error:
            raise MembershipRefusedError(
                _("%(organisation)s is a member of %(cluster)s in that period already.")
                % {"organisation": organisation, "cluster": cluster}
            ) from error
        record_action(by=by, verb="open_membership", target=membership, since=since.isoformat())
    membership.refresh_from_db()
    return membership


def close_membership(*, membership: Membership, until: date, by: User) -> Membership:
    """End a membership: ``until`` is the first day without it."""
    with recorded(by=by, verb="close_membership"):
        held = Membership.objects.select_for_update().get(pk=membership.pk)
        if held.period.lower is not None and until <= held.period.lower:
            raise MembershipRefusedError(_("A membership cannot end before it starts: choose a later day."))
        held.period = (held.period.lower, until)
        held.save()
        record_action(by=by, verb="close_membership", target=held, until=until.isoformat())
    held.refresh_from_db()
    return held


def change_membership(
    *, membership: Membership, college: College | None, fee_class: FeeClass, seen: datetime, by: User
) -> Membership:
    """Move a member to another college or fee class."""
    if college is not None and college.cluster_id != membership.cluster_id:
        raise MembershipRefusedError(_("This college belongs to another cluster: choose one of its own."))
    with recorded(by=by, verb="change_membership"):
        held = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
        refuse_if_changed(held, seen=seen, values={"college": college, "fee_class": fee_class})
        held.college, held.fee_class = college, fee_class
        held.provenance |= dict.fromkeys(("college", "fee_class"), entry_by(by))
        held.save()
        record_action(by=by, verb="change_membership", target=held, college=str(college or ""), fee_class=fee_class)
    held.refresh_from_db()
    return held
