"""Who may do what in the register. A cluster officer acts for own clusters, a member editor for own organisations."""

import rules
from django.contrib.auth.models import AnonymousUser

from grappe.apps.accounts.models import User
from grappe.apps.accounts.rules import is_programme_office
from grappe.apps.directory.models import Claim, Cluster, Membership, Organisation

Person = User | AnonymousUser


def clusters_of(user: Person) -> frozenset[int]:
    """The clusters a person is an officer of, read once per loaded user."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    held: frozenset[int] | None = user.__dict__.get("_clusters_held")
    if held is None:
        held = frozenset(user.officer_mandates.values_list("cluster_id", flat=True))
        user.__dict__["_clusters_held"] = held
    return held


def organisations_of(user: Person) -> frozenset[int]:
    """The organisations a person edits, read once per loaded user."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    held: frozenset[int] | None = user.__dict__.get("_organisations_held")
    if held is None:
        held = frozenset(user.editor_mandates.values_list("organisation_id", flat=True))
        user.__dict__["_organisations_held"] = held
    return held


@rules.predicate
def is_editor_of(user: Person, organisation: Organisation | None) -> bool:
    return organisation is not None and organisation.pk in organisations_of(user)


@rules.predicate
def is_officer_of(user: Person, cluster: Cluster | None) -> bool:
    return cluster is not None and cluster.pk in clusters_of(user)


@rules.predicate
def is_officer(user: Person) -> bool:
    return bool(clusters_of(user))


@rules.predicate
def is_officer_of_a_cluster_of(user: Person, organisation: Organisation | None) -> bool:
    """Officer of a cluster that the organisation is a member of; one query, asked only of officers."""
    clusters = clusters_of(user)
    if organisation is None or not clusters:
        return False
    return Membership.objects.filter(organisation=organisation, cluster_id__in=clusters).exists()


@rules.predicate
def decides_on_organisation_of(user: Person, claim: Claim | None) -> bool:
    return claim is not None and is_officer_of_a_cluster_of(user, claim.organisation)


@rules.predicate
def certifies(user: Person, membership: Membership | None) -> bool:
    """The member's own editors, and the officers of the cluster it is a member of."""
    if membership is None:
        return False
    return membership.organisation_id in organisations_of(user) or membership.cluster_id in clusters_of(user)


changes_organisation = is_editor_of | is_officer_of_a_cluster_of | is_programme_office

rules.add_perm("directory.change_organisation", changes_organisation)
rules.add_perm("directory.confirm_organisation", is_editor_of | is_programme_office)
rules.add_perm("directory.decide_correction", changes_organisation)
rules.add_perm("directory.propose_correction", rules.is_authenticated)
rules.add_perm("directory.decide_claim", decides_on_organisation_of | is_programme_office)
rules.add_perm("directory.invite_editor", changes_organisation)
rules.add_perm("directory.manage_cluster", is_officer_of | is_programme_office)
rules.add_perm("directory.manage_every_cluster", is_programme_office)
rules.add_perm("directory.issue_certificate", certifies | is_programme_office)
rules.add_perm("directory.record_label", is_programme_office)
rules.add_perm("directory.appoint_officer", is_programme_office)
rules.add_perm("directory.run_import", is_officer | is_programme_office)
rules.add_perm("directory.import_everything", is_programme_office)
rules.add_perm("directory.decide_merge", is_programme_office)
rules.add_perm("directory.enter_office", is_officer | is_programme_office)
