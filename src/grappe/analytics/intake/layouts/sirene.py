"""The French register of establishments in the layout of its statistical office: one row an establishment."""

from grappe.analytics.intake.faults import Effect
from grappe.analytics.intake.layout import Column, Layout
from grappe.analytics.intake.readers import Reader, text

# The register writes this where a person has asked not to be published.
WITHHELD = "[ND]"

ESTABLISHMENTS = Layout(
    code="sirene",
    source="sirene",
    records=frozenset({"organisation"}),
    marks=frozenset({"siren", "nic", "siret", "codePostalEtablissement", "libelleCommuneEtablissement"}),
    columns=(
        Column("siren", ("siren",), Reader("siren"), required=True),
        Column("siret", ("siret",), Reader("siret"), required=True),
        Column(
            "legal_name",
            ("denominationUniteLegale", "denominationUsuelleEtablissement", "enseigne1Etablissement"),
            text(300),
        ),
        Column("postcode", ("codePostalEtablissement",), text(20), effect=Effect.LEFT_OUT),
        Column("city", ("libelleCommuneEtablissement",), text(120), effect=Effect.LEFT_OUT),
        Column("activity_code", ("activitePrincipaleEtablissement",), Reader("activity_code"), effect=Effect.LEFT_OUT),
    ),
    constants={"country": "FR"},
    blanks=frozenset({WITHHELD}),
    # A branch is not an organisation, and a closed establishment is no address.
    only={
        "etablissementSiege": frozenset({"true", "True", "1", "O", ""}),
        "etatAdministratifEtablissement": frozenset({"A", ""}),
    },
)
LAYOUTS = (ESTABLISHMENTS,)
