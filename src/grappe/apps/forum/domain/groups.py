"""A cluster registers its members together."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster
from grappe.apps.forum.domain.attendees import Attendee
from grappe.apps.forum.domain.invoices import issue_invoice
from grappe.apps.forum.domain.registrations import register_participant
from grappe.apps.forum.enums import RegistrationState
from grappe.apps.forum.errors import AlreadyRegisteredError
from grappe.apps.forum.models import Edition, GroupRegistration, InvoiceSeries, ParticipantCategory, Registration


@dataclass(frozen=True)
class GroupOutcome:
    """Who came in, in the order given; who is registered already is named, not registered twice."""

    group: GroupRegistration
    registrations: tuple[Registration, ...]
    known: tuple[str, ...]


def register_group(
    *,
    edition: Edition,
    cluster: Cluster,
    people: Sequence[tuple[ParticipantCategory, Attendee]],
    key: UUID,
    by: User,
    pays_together: bool = True,
) -> GroupOutcome:
    """Register people in the name of a cluster: all of them or, when one is refused, nobody. A retry adds nothing."""
    with recorded(by=by, verb="register_group"):
        group = group_of_key(edition, cluster, key, by, pays_together=pays_together)
        made, known = [], []
        for category, attendee in people:
            member = uuid5(key, attendee.email.strip().lower())
            try:
                with transaction.atomic():
                    made.append(
                        register_participant(
                            edition=edition, category=category, attendee=attendee, key=member, by=by, group=group
                        )
                    )
            except AlreadyRegisteredError:
                known.append(attendee.email)
        record_action(by=by, verb="register_group", target=group, registered=len(made), known=len(known))
        invoice_group(group, by)
    return GroupOutcome(group, tuple(made), tuple(known))


def group_of_key(edition: Edition, cluster: Cluster, key: UUID, by: User, *, pays_together: bool) -> GroupRegistration:
    try:
        with transaction.atomic():
            group, _created = GroupRegistration.objects.get_or_create(
                key=key,
                defaults={"edition": edition, "cluster": cluster, "contact": by, "pays_together": pays_together},
            )
    except IntegrityError:
        group = GroupRegistration.objects.get(key=key)
    if group.cluster_id != cluster.pk or group.edition_id != edition.pk:
        raise AlreadyRegisteredError(_("This form was sent already: open a new one to register another group."))
    return group


def invoice_group(group: GroupRegistration, by: User) -> None:
    """One invoice for the confirmed members that cost something; who is confirmed later is invoiced by the office."""
    due = group.registrations.filter(state=RegistrationState.CONFIRMED, category__fee__gt=0)
    has_series = InvoiceSeries.objects.filter(edition=group.edition_id).exists()
    if group.pays_together and has_series and due.exists() and not group.invoices.exists():
        issue_invoice(group=group, by=by)
