"""The kinds of files the observatory reads."""

from collections.abc import Iterable

from grappe.analytics.sources.bands import CLAP_BANDS, SIRENE_BANDS
from grappe.analytics.sources.faults import UnknownLayoutError
from grappe.analytics.sources.layout import Held, Layout, Shape

PLAIN_COLUMNS = {
    "key": ("site", "siret", "id"),
    "year": ("year", "annee", "vintage"),
    "region": ("region", "geo", "territory"),
    "industry": ("industry", "nace", "naf", "activity"),
    "jobs": ("jobs", "employment", "emp", "effectif"),
    "sites": ("sites", "establishments", "firms"),
    "squares": ("squares",),
    "x": ("x", "longitude", "lon"),
    "y": ("y", "latitude", "lat"),
}
SIRENE = Layout(
    code="sirene",
    title="SIRENE, stock of establishments (INSEE)",
    shape=Shape.SITES,
    columns={
        "key": ("siret",),
        "region": ("codeCommuneEtablissement",),
        "industry": ("activitePrincipaleEtablissement",),
        "industry_2025": ("activitePrincipaleNAF25Etablissement",),
        "band": ("trancheEffectifsEtablissement",),
        "state": ("etatAdministratifEtablissement",),
        "x": ("coordonneeLambertAbscisseEtablissement",),
        "y": ("coordonneeLambertOrdonneeEtablissement",),
    },
    marks=frozenset({"siret", "trancheEffectifsEtablissement", "codeCommuneEtablissement"}),
    bands=SIRENE_BANDS,
    open_states=frozenset({"A"}),
    held=Held.COMMUNE,
    territory="fr-2016",
    nomenclature="naf-rev2",
)
CLAP = Layout(
    code="clap",
    title="CLAP, establishments by commune and size class (INSEE)",
    shape=Shape.COUNTS,
    columns={"region": ("CODGEO",)},
    marks=frozenset({"CODGEO", "LIBGEO", "DEP"}),
    bands=CLAP_BANDS,
    held=Held.COMMUNE,
    territory="fr-2016",
    industry="TOTAL",
    year=2014,
)
CBP = Layout(
    code="cbp",
    title="County Business Patterns (US Census Bureau)",
    shape=Shape.CELLS,
    columns={
        "year": ("year",),
        "region": ("fips", "id"),
        "industry": ("naics", "relevant_naics"),
        "jobs": ("emp", "emp_agg", "emp_est3"),
        "sites": ("est", "estab", "estab_agg"),
    },
    marks=frozenset({"fips", "naics", "emp"}),
    nomenclature="naics",
)
CBP_MEANS = Layout(
    code="cbp-means",
    title="County Business Patterns, means over years with imputed jobs (US Census Bureau)",
    shape=Shape.CELLS,
    columns=CBP.columns,
    marks=frozenset({"relevant_naics", "NAICS_Sector", "COUNTY"}),
    nomenclature="naics",
)
EUROSTAT = Layout(
    code="eurostat",
    title="Eurostat, a table by region and activity",
    shape=Shape.CELLS,
    columns={
        "year": ("time", "time_period"),
        "region": ("geo",),
        "industry": ("nace_r2", "nace_r2_1", "nace"),
        "jobs": ("values", "value", "obs_value"),
        "sites": ("sites",),
    },
    marks=frozenset({"geo", "nace_r2"}),
    territory="nuts-2016",
    nomenclature="nace-rev2",
)
EUROSTAT_FIGURES = Layout(
    code="eurostat-figures",
    title="Eurostat, one figure by region and year",
    shape=Shape.CELLS,
    columns={name: held for name, held in EUROSTAT.columns.items() if name not in {"industry", "sites"}},
    territory="nuts-2016",
    industry="TOTAL",
)
SITES = Layout(
    code="sites",
    title="Establishments: region, industry, jobs",
    shape=Shape.SITES,
    columns=PLAIN_COLUMNS,
    marks=frozenset({"region", "industry", "jobs"}),
)
CELLS = Layout(
    code="cells",
    title="Cells: region, industry, jobs, establishments",
    shape=Shape.CELLS,
    columns=PLAIN_COLUMNS,
    marks=frozenset({"region", "industry", "jobs", "sites"}),
)
# The most particular first: `cells` has every mark of `sites`.
LAYOUTS = (SIRENE, CLAP, CBP, CBP_MEANS, EUROSTAT, CELLS, SITES)
# Never recognised by its columns: which figure is meant must be said with --where.
ASKED_FOR = (EUROSTAT_FIGURES,)


def layout_named(code: str) -> Layout:
    """Return the layout of a code, or say which there are."""
    every = (*LAYOUTS, *ASKED_FOR)
    found = next((one for one in every if one.code == code), None)
    if found is None:
        raise UnknownLayoutError(f"No layout {code!r}; there are {', '.join(one.code for one in every)}.")
    return found


def layout_of(header: Iterable[str], file: str) -> Layout:
    """Recognise a layout by the columns of a file.

    Parameters
    ----------
    header : names of the columns.
    file : its name, for the error.

    Returns
    -------
    Layout
        The first whose marks are all there.

    Raises
    ------
    UnknownLayoutError
        None fits.
    """
    names = [name.casefold() for name in header]
    for one in LAYOUTS:
        if {mark.casefold() for mark in one.marks} <= set(names):
            return one
    raise UnknownLayoutError(
        f"{file}: no known layout has the columns {', '.join(names[:30])}. Name one with --layout "
        f"({', '.join(one.code for one in LAYOUTS)}) and give columns with --column TARGET=NAME."
    )
