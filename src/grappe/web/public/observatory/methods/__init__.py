"""How each figure is computed, in words, with its formula, its source and what computes it."""

from django.utils.translation import gettext_lazy as _

from grappe.web.public.observatory.methods.clusters import CLUSTERS
from grappe.web.public.observatory.methods.collaboration import COLLABORATION
from grappe.web.public.observatory.methods.complexity import COMPLEXITY
from grappe.web.public.observatory.methods.distances import DISTANCES
from grappe.web.public.observatory.methods.industries import INDUSTRIES
from grappe.web.public.observatory.methods.method import Family, Method
from grappe.web.public.observatory.methods.regions import REGIONS
from grappe.web.public.observatory.methods.specialisation import SPECIALISATION

__all__ = ["FAMILIES", "METHODS", "Family", "Method", "method_of"]

FAMILIES = (
    Family("specialisation", _("What a region is specialised in"), SPECIALISATION),
    Family("regions", _("How far a region differs, and how it grows"), REGIONS),
    Family("clusters", _("Strength of clusters"), CLUSTERS),
    Family("industries", _("Concentration of industries"), INDUSTRIES),
    Family("distances", _("Concentration by distance and between neighbours"), DISTANCES),
    Family("complexity", _("Complexity and relatedness"), COMPLEXITY),
    Family("collaboration", _("Collaboration"), COLLABORATION),
)
METHODS = tuple(method for family in FAMILIES for method in family.methods)


def method_of(code: str) -> Method | None:
    return next((one for one in METHODS if one.code == code), None)
