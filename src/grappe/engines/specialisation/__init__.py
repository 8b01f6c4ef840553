"""Where industries concentrate, how strong each cluster is, and how sure one can be of it.

Arrays in, frozen results out. `jobs` is always of shape (regions, industries), float or int, finite and not negative;
a region is a row and an industry (or a category of clusters) a column. What is undefined is NaN, never 0; what is not
supported raises a `SpecialisationError` named after what is wrong.

Regions by industries
    location_quotients(jobs, squares=, sites=, confidence=, minimum_jobs=, minimum_sites=) -> LocationQuotients
    regional_profiles(jobs, whole=) -> Profiles      Krugman, Gini, Herfindahl, entropy, Theil, Hachman by region
    industrial_profiles(jobs) -> Profiles            the same by industry
    cluster_index(jobs, firms, area, population) -> array
    shift_share(start, end, whole_start=, whole_end=, without_region=) -> ShiftShare
    reclassify(jobs, weights, regions=) -> array     between nomenclatures and divisions of the territory
    suppressed_quotients(low, high, regions=, industries=) -> Interval
    benjamini_hochberg(p_values) -> array
Strength
    stars(jobs, edition, measures=) -> Stars         editions() lists the rules that come with the package
"""

from grappe.engines.specialisation.cluster_index import cluster_index
from grappe.engines.specialisation.concordance import reclassify
from grappe.engines.specialisation.discovery import benjamini_hochberg
from grappe.engines.specialisation.editions import Criterion, Edition, Rule, edition_named, edition_of, editions
from grappe.engines.specialisation.errors import (
    BoundsError,
    ConcordanceError,
    EmptyTableError,
    MissingMeasureError,
    NegativeFigureError,
    SpecialisationError,
    TableShapeError,
    UnknownEditionError,
    UnknownFigureError,
    UnsupportedParameterError,
)
from grappe.engines.specialisation.profiles import (
    Profiles,
    industrial_profiles,
    krugman_between,
    regional_profiles,
    specialised_in,
)
from grappe.engines.specialisation.quotients import LocationQuotients, location_quotient, location_quotients
from grappe.engines.specialisation.shift_share import ShiftShare, dynamic_shift_share, shift_share
from grappe.engines.specialisation.stars import Stars, stars, top_threshold
from grappe.engines.specialisation.suppression import Interval, suppressed_quotients, tightened_cells

__all__ = [
    "BoundsError",
    "ConcordanceError",
    "Criterion",
    "Edition",
    "EmptyTableError",
    "Interval",
    "LocationQuotients",
    "MissingMeasureError",
    "NegativeFigureError",
    "Profiles",
    "Rule",
    "ShiftShare",
    "SpecialisationError",
    "Stars",
    "TableShapeError",
    "UnknownEditionError",
    "UnknownFigureError",
    "UnsupportedParameterError",
    "benjamini_hochberg",
    "cluster_index",
    "dynamic_shift_share",
    "edition_named",
    "edition_of",
    "editions",
    "industrial_profiles",
    "krugman_between",
    "location_quotient",
    "location_quotients",
    "reclassify",
    "regional_profiles",
    "shift_share",
    "specialised_in",
    "stars",
    "suppressed_quotients",
    "tightened_cells",
    "top_threshold",
]
