"""Which territory an address lies in."""

from grappe.apps.directory.enums import TerritoryKind
from grappe.apps.directory.models import Organisation, Territory
from grappe.kernel.territories import department_of_postcode


def place_organisation(organisation: Organisation) -> None:
    """Set the department that follows from country and postcode; unknown stays unknown."""
    code = department_of_postcode(organisation.postcode) if organisation.country == "FR" else None
    organisation.department = Territory.objects.filter(kind=TerritoryKind.DEPARTMENT, code=code).first() if code else None
