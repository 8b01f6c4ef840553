from grappe.apps.partnerships.models.abroad import AbroadPath, AbroadStep
from grappe.apps.partnerships.models.agreement import (
    AgreementDocument,
    AgreementItem,
    PartnershipAgreement,
    PartnershipParty,
)
from grappe.apps.partnerships.models.gathering import GatheredOrganisation, Gathering
from grappe.apps.partnerships.models.interest import Interest
from grappe.apps.partnerships.models.network import ClusterNetwork, NetworkStep
from grappe.apps.partnerships.models.profile import PartnershipProfile
from grappe.apps.partnerships.models.saved_search import SavedSearch
from grappe.apps.partnerships.models.stay import Stay, StayRule
from grappe.apps.partnerships.models.suggestion import FindConsent, MatchingSnapshot, SetAside

__all__ = [
    "AbroadPath",
    "AbroadStep",
    "AgreementDocument",
    "AgreementItem",
    "ClusterNetwork",
    "FindConsent",
    "GatheredOrganisation",
    "Gathering",
    "Interest",
    "MatchingSnapshot",
    "NetworkStep",
    "PartnershipAgreement",
    "PartnershipParty",
    "PartnershipProfile",
    "SavedSearch",
    "SetAside",
    "Stay",
    "StayRule",
]
