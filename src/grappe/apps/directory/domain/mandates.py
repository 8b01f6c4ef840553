"""Who keeps an organisation's data, who acts for a cluster."""

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster, EditorMandate, OfficerMandate, Organisation


def appoint_editor(*, user: User, organisation: Organisation, by: User | None) -> EditorMandate:
    """Let a person keep this organisation's data; twice changes nothing."""
    with recorded(by=by, verb="appoint_editor"):
        mandate, created = EditorMandate.objects.get_or_create(user=user, organisation=organisation)
        if created:
            record_action(by=by, verb="appoint_editor", target=organisation, user=user.pk)
    return mandate


def dismiss_editor(*, user: User, organisation: Organisation, by: User) -> None:
    with recorded(by=by, verb="dismiss_editor"):
        deleted, _rows = EditorMandate.objects.filter(user=user, organisation=organisation).delete()
        if deleted:
            record_action(by=by, verb="dismiss_editor", target=organisation, user=user.pk)


def appoint_officer(*, user: User, cluster: Cluster, by: User | None) -> OfficerMandate:
    """Let a person act for this cluster; twice changes nothing."""
    with recorded(by=by, verb="appoint_officer"):
        mandate, created = OfficerMandate.objects.get_or_create(user=user, cluster=cluster)
        if created:
            record_action(by=by, verb="appoint_officer", target=cluster, user=user.pk)
    return mandate


def dismiss_officer(*, user: User, cluster: Cluster, by: User) -> None:
    with recorded(by=by, verb="dismiss_officer"):
        deleted, _rows = OfficerMandate.objects.filter(user=user, cluster=cluster).delete()
        if deleted:
            record_action(by=by, verb="dismiss_officer", target=cluster, user=user.pk)
