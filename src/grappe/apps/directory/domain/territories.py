"""Which territory an address lies in."""

from grappe.apps.directory.enums import TerritoryKind
from grappe.apps.directory.models import Organisation, Territory
from grappe.kernel.places import department_of_postcode
from grappe.kernel.territories import UnknownTerritoryError


def department_at(country: str, postcode: str) -> Territory | None:
    """The department of a French postcode; an unknown or foreign one has none."""
    if country != "FR" or not postcode:
        return None
    try:
        code = department_of_postcode(postcode)
    except UnknownTerritoryError:
        return None
    return Territory.objects.filter(kind=TerritoryKind.DEPARTMENT, code=code).first()


def place_organisation(organisation: Organisation) -> None:
    """Set the department that follows from country and postcode; unknown stays unknown."""
    organisation.department = department_at(organisation.country, organisation.postcode)
