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
    strong_clusters(jobs, sites, top_share=, minimum_jobs=, minimum_sites=, least_quotient=) -> StrongClusters
Categories of clusters
    locational_correlation(figures), largest_link(flows), pairwise_coagglomeration(jobs), blended(matrices) -> arrays
    derive_categories(likeness, numbers=, groupings=, judged_by=, seed=) -> tuple of Categories, best score first
    validate(category, likeness) -> Validation; related_categories(validation, percentile=) -> array
Complexity (`specialised` of shape (regions, industries), true or false, as `specialised_in(jobs)` gives it)
    complexity(specialised) -> Complexity            ECI, PCI, eigenvalues and spectral gap
    fitness(specialised, iterations=) -> Fitness
    proximity(specialised), co_occurrence(specialised), relatedness(counts, likeness), density(specialised, near) ->
    arrays opportunities(specialised, near, worth) -> Opportunities
    check_entries(before, after, around) -> EntryCheck
Plants
    cells_of(region, industry, jobs, shape) -> Cells; plant_sizes(industry, jobs, industries) -> PlantSizes
    ellison_glaeser(jobs, sizes, regions=), maurel_sedillot(jobs, sizes, regions=) -> Dartboard
    coagglomeration(jobs, sizes, regions=) -> float; pairwise_coagglomeration(jobs, regions=) -> array
    throw_plants(region, jobs, regions, throws=, seed=) -> Throws
Distances (points of shape (n, 2), projected; radii rising; all in one unit)
    distance_density(points, radii, weights=, others=, other_weights=, bandwidth=) -> DistanceDensity      K_d, every
    pair gridded_distance_density(points, radii, weights=, bandwidth=, side=, seed=) -> DistanceDensity         K_d,
    many points density_band(sites, cases, radii, weights=, simulations=, level=, seed=) -> Band
    ratio_function(points, cases, radii, weights=, neighbours=) -> RatioFunction                           M, every pair
    ratio_band(points, cases, radii, weights=, simulations=, level=, seed=, side=) -> Band
    ripley_k(points, radii, low=, high=) -> PointCount
    moran(values, weights, permutations=, seed=) -> Moran; local_moran(...) -> LocalMoran; row_standardised(weights)
Networks (participations as numbers of project and body)
    collaboration_network(project, body, bodies, weighing=) -> Network
    betweenness(network, sources=, seed=) -> Betweenness; communities(network, resolution=, starts=, seed=) ->
    Communities mixing(network, group) -> Mixing; standing(measure, kind) -> Standing; modularity(network, community)
    -> float
"""

from grappe.engines.specialisation.bands import Band, band_of
from grappe.engines.specialisation.categories import (
    Categories,
    Grouping,
    Validation,
    derive_categories,
    related_categories,
    validate,
)
from grappe.engines.specialisation.cluster_index import cluster_index
from grappe.engines.specialisation.communities import (
    Communities,
    Mixing,
    Standing,
    adjusted_rand,
    communities,
    mixing,
    modularity,
    standing,
)
from grappe.engines.specialisation.complexity import Complexity, Fitness, complexity, fitness
from grappe.engines.specialisation.concordance import reclassify
from grappe.engines.specialisation.dartboard import (
    Dartboard,
    Throws,
    coagglomeration,
    ellison_glaeser,
    maurel_sedillot,
    pairwise_coagglomeration,
    throw_plants,
)
from grappe.engines.specialisation.density_band import density_band
from grappe.engines.specialisation.discovery import benjamini_hochberg
from grappe.engines.specialisation.distance_density import DistanceDensity, distance_density
from grappe.engines.specialisation.editions import Criterion, Edition, Rule, edition_named, edition_of, editions
from grappe.engines.specialisation.errors import (
    BoundsError,
    ConcordanceError,
    DisconnectedTableError,
    EmptyTableError,
    MissingMeasureError,
    NegativeFigureError,
    SpecialisationError,
    TableShapeError,
    UniformTableError,
    UnknownEditionError,
    UnknownFigureError,
    UnsupportedParameterError,
)
from grappe.engines.specialisation.establishments import (
    BandedHerfindahl,
    Cells,
    PlantSizes,
    banded_herfindahl,
    cells_of,
    plant_sizes,
)
from grappe.engines.specialisation.gridded_density import gridded_distance_density
from grappe.engines.specialisation.likeness import blended, largest_link, locational_correlation
from grappe.engines.specialisation.moran import LocalMoran, Moran, local_moran, moran, row_standardised
from grappe.engines.specialisation.networks import Betweenness, Network, Weighing, betweenness, collaboration_network
from grappe.engines.specialisation.profiles import (
    Profiles,
    industrial_profiles,
    krugman_between,
    regional_profiles,
    specialised_in,
)
from grappe.engines.specialisation.quotients import LocationQuotients, location_quotient, location_quotients
from grappe.engines.specialisation.ratio_band import ratio_band
from grappe.engines.specialisation.ratio_function import RatioFunction, ratio_function
from grappe.engines.specialisation.relatedness import (
    EntryCheck,
    Likeness,
    Opportunities,
    check_entries,
    co_occurrence,
    density,
    opportunities,
    proximity,
    relatedness,
)
from grappe.engines.specialisation.ripley import PointCount, ripley_k
from grappe.engines.specialisation.shift_share import ShiftShare, dynamic_shift_share, shift_share
from grappe.engines.specialisation.stars import Stars, stars, top_threshold
from grappe.engines.specialisation.strong_clusters import StrongClusters, strong_clusters
from grappe.engines.specialisation.suppression import Interval, suppressed_quotients, tightened_cells

__all__ = [
    "Band",
    "BandedHerfindahl",
    "Betweenness",
    "BoundsError",
    "Categories",
    "Cells",
    "Communities",
    "Complexity",
    "ConcordanceError",
    "Criterion",
    "Dartboard",
    "DisconnectedTableError",
    "DistanceDensity",
    "Edition",
    "EmptyTableError",
    "EntryCheck",
    "Fitness",
    "Grouping",
    "Interval",
    "Likeness",
    "LocalMoran",
    "LocationQuotients",
    "MissingMeasureError",
    "Mixing",
    "Moran",
    "NegativeFigureError",
    "Network",
    "Opportunities",
    "PlantSizes",
    "PointCount",
    "Profiles",
    "RatioFunction",
    "Rule",
    "ShiftShare",
    "SpecialisationError",
    "Standing",
    "Stars",
    "StrongClusters",
    "TableShapeError",
    "Throws",
    "UniformTableError",
    "UnknownEditionError",
    "UnknownFigureError",
    "UnsupportedParameterError",
    "Validation",
    "Weighing",
    "adjusted_rand",
    "band_of",
    "banded_herfindahl",
    "benjamini_hochberg",
    "betweenness",
    "blended",
    "cells_of",
    "check_entries",
    "cluster_index",
    "co_occurrence",
    "coagglomeration",
    "collaboration_network",
    "communities",
    "complexity",
    "density",
    "density_band",
    "derive_categories",
    "distance_density",
    "dynamic_shift_share",
    "edition_named",
    "edition_of",
    "editions",
    "ellison_glaeser",
    "fitness",
    "gridded_distance_density",
    "industrial_profiles",
    "krugman_between",
    "largest_link",
    "local_moran",
    "location_quotient",
    "location_quotients",
    "locational_correlation",
    "maurel_sedillot",
    "mixing",
    "modularity",
    "moran",
    "opportunities",
    "pairwise_coagglomeration",
    "plant_sizes",
    "proximity",
    "ratio_band",
    "ratio_function",
    "reclassify",
    "regional_profiles",
    "related_categories",
    "relatedness",
    "ripley_k",
    "row_standardised",
    "shift_share",
    "specialised_in",
    "standing",
    "stars",
    "strong_clusters",
    "suppressed_quotients",
    "throw_plants",
    "tightened_cells",
    "top_threshold",
    "validate",
]
