from grappe.apps.partnerships.models.interest import Interest
from grappe.apps.partnerships.models.profile import PartnershipProfile

__all__ = ["Interest", "PartnershipProfile"]
