"""A list in which a small firm finds partners of its own scale: large research bodies lead every list otherwise."""

from grappe.apps.calls.eligibility.checks import SME_SIZES
from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Organisation
from grappe.apps.partnerships.enums import PartnerScale
from grappe.engines import matching

# Where a source states no size, whoever took part in no more projects than this counts as small.
FEW_PROJECTS = 10
LARGE_SIZES = ("eti", "large")


def usual_scale(organisation: Organisation) -> PartnerScale:
    """What a body is shown unless it asks otherwise: every other place for small ones, where it is an SME."""
    return PartnerScale.MIXED if is_small(organisation) else PartnerScale.ANY


def is_small(organisation: Organisation) -> bool:
    """An SME, or a firm whose size no source states and which took part in few projects."""
    if organisation.size_category:
        return organisation.size_category in SME_SIZES
    return organisation.kind == OrganisationKind.FIRM and organisation.participations.count() <= FEW_PROJECTS


def large_ones(ground: matching.Ground) -> frozenset[str]:
    """Those that are not small: larger than an SME, or of no known size and often in projects."""
    counted = zip(ground.register.organisations, ground.graph.degree, strict=True)
    return frozenset(
        one.id
        for one, projects in counted
        if one.size in LARGE_SIZES or (projects > FEW_PROJECTS and one.size not in SME_SIZES)
    )
