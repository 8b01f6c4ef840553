from grappe.apps.directory.models.certificate import Certificate
from grappe.apps.directory.models.cluster import Cluster
from grappe.apps.directory.models.cluster_history import (
    ClusterName,
    ClusterSuccession,
    ClusterTier,
    LabelPeriod,
)
from grappe.apps.directory.models.correction import ClusterConflict, Conflict, Correction, ValueConflict
from grappe.apps.directory.models.identifier import Identifier
from grappe.apps.directory.models.mandate import Claim, EditorMandate, Invitation, OfficerMandate
from grappe.apps.directory.models.membership import College, Membership
from grappe.apps.directory.models.merge import MergeProposal
from grappe.apps.directory.models.organisation import Organisation
from grappe.apps.directory.models.size import AnnualAccounts, Shareholding, SizeAssessment
from grappe.apps.directory.models.territory import Territory
from grappe.apps.directory.models.theme import Theme

__all__ = [
    "AnnualAccounts",
    "Certificate",
    "Claim",
    "Cluster",
    "ClusterConflict",
    "ClusterName",
    "ClusterSuccession",
    "ClusterTier",
    "College",
    "Conflict",
    "Correction",
    "EditorMandate",
    "Identifier",
    "Invitation",
    "LabelPeriod",
    "Membership",
    "MergeProposal",
    "OfficerMandate",
    "Organisation",
    "Shareholding",
    "SizeAssessment",
    "Territory",
    "Theme",
    "ValueConflict",
]
