"""Who may do what with profiles and interests. A body speaks through its editors and its officers."""

import rules
from django.contrib.auth.models import AnonymousUser

from grappe.apps.accounts.models import User
from grappe.apps.accounts.rules import is_programme_office
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.directory.rules import clusters_of, is_officer, is_officer_of_a_cluster_of, organisations_of
from grappe.apps.partnerships.models import Interest, PartnershipProfile
from grappe.apps.partnerships.queries.people import people_of

Person = User | AnonymousUser


def keeps(user: Person, organisation: int | None, cluster: int | None) -> bool:
    """Whether a person is editor of this organisation or officer of this cluster."""
    return organisation in organisations_of(user) if organisation else cluster in clusters_of(user)


@rules.predicate
def speaks_for_body(user: Person, body: Organisation | Cluster | None) -> bool:
    """Its editors and officers, and for a member the officers of its clusters."""
    if isinstance(body, Cluster):
        return body.pk in clusters_of(user)
    if body is None:
        return False
    return body.pk in organisations_of(user) or bool(is_officer_of_a_cluster_of(user, body))


@rules.predicate
def speaks_in_profile(user: Person, profile: PartnershipProfile | None) -> bool:
    return profile is not None and bool(speaks_for_body(user, profile.body))


@rules.predicate
def did_not_submit(user: Person, profile: PartnershipProfile | None) -> bool:
    """Whoever submits a profile does not review it."""
    return profile is not None and profile.submitted_by_id != user.pk


@rules.predicate
def reviews_for_cluster(user: Person, profile: PartnershipProfile | None) -> bool:
    """An officer of the cluster, or of a cluster of the member."""
    if profile is None:
        return False
    if profile.cluster_id:
        return profile.cluster_id in clusters_of(user)
    return bool(is_officer_of_a_cluster_of(user, profile.organisation))


@rules.predicate
def received_interest(user: Person, interest: Interest | None) -> bool:
    return interest is not None and bool(speaks_for_body(user, interest.receiver))


@rules.predicate
def sent_interest(user: Person, interest: Interest | None) -> bool:
    return interest is not None and speaks_for_body(user, interest.organisation or interest.cluster)


@rules.predicate
def nobody_receives(user: Person, interest: Interest | None) -> bool:  # noqa: ARG001 - a predicate is asked of somebody
    """Nobody speaks for the receiver here: whoever helps it passes the message on."""
    return interest is not None and not people_of(*interest.receiving)


@rules.predicate
def introduces(user: Person, interest: Interest | None) -> bool:
    """An officer of a cluster on either side."""
    if interest is None or not clusters_of(user):
        return False
    sides = (interest.receiving, (interest.organisation, interest.cluster))
    return any(
        (cluster is not None and cluster.pk in clusters_of(user)) or is_officer_of_a_cluster_of(user, organisation)
        for organisation, cluster in sides
    )


rules.add_perm("partnerships.speak_for", speaks_for_body)
rules.add_perm("partnerships.write_profile", speaks_in_profile | is_programme_office)
rules.add_perm("partnerships.review_profile", did_not_submit & (reviews_for_cluster | is_programme_office))
rules.add_perm("partnerships.enter_office", is_officer | is_programme_office)
rules.add_perm("partnerships.see_interest", received_interest | sent_interest | introduces | is_programme_office)
rules.add_perm("partnerships.answer_interest", received_interest | (nobody_receives & is_programme_office))
rules.add_perm("partnerships.introduce_interest", introduces | is_programme_office)
rules.add_perm("partnerships.pass_interest_on", nobody_receives & (received_interest | is_programme_office))
rules.add_perm("partnerships.follow_interest", received_interest | sent_interest | introduces)
