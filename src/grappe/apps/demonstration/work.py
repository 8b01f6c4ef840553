"""Something to decide in the office: a claim and a correction, both of simulated people."""

from grappe.apps.accounts.models import User
from grappe.apps.demonstration.people import EXPERT, MEMBER
from grappe.apps.directory.domain.claims import claim_organisation
from grappe.apps.directory.domain.corrections import propose_correction
from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Cluster, Organisation


def add_work(*, cluster: Cluster) -> None:
    """Give the officers of a cluster a queue that is not empty."""
    claimed, corrected = Organisation.objects.filter(
        memberships__cluster=cluster, kind=OrganisationKind.FIRM, is_simulated=True, editor_mandates=None
    ).order_by("pk")[:2]
    people = {user.email: user for user in User.objects.filter(email__in=(EXPERT, MEMBER))}
    claim_organisation(
        organisation=claimed, message="Je m’occupe des partenariats (demande simulée).", by=people[EXPERT]
    )
    propose_correction(
        organisation=corrected,
        field="website",
        value="https://www.example.org/",
        reason="Notre site a changé d’adresse (demande simulée).",
        by=people[MEMBER],
    )
