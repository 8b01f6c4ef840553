"""Words of the registers' closed lists, and what they are called here."""

from grappe.analytics.intake.readers import choice

# CORDIS activity types; OTH says nothing.
CORDIS_KIND = choice(
    {
        "HES": "school",
        "PRC": "firm",
        "REC": "laboratory",
        "PUB": "public_authority",
        "OTH": None,
    }
)
CORDIS_ROLE = choice(
    {
        "coordinator": "lead",
        "participant": "partner",
        "partner": "associated",
        "associatedPartner": "associated",
        "internationalPartner": "associated",
        "thirdParty": "third_party",
        "hostInstitution": "partner",
        "beneficiary": "partner",
        "activeParticipant": "partner",
    }
)
CORDIS_STATUS = choice(
    {
        "SIGNED": "running",
        "ONG": "running",
        "ONGOING": "running",
        "CLOSED": "closed",
        "CLO": "closed",
        "COMPLETED": "closed",
        "TERMINATED": "terminated",
        "CAN": "terminated",
    }
)
# What offices call their members; a word that says nothing of the kind maps to nothing.
KIND_WORDS = choice(
    {
        **dict.fromkeys(
            (
                "Entreprise",
                "PME",
                "TPE",
                "ETI",
                "PMI",
                "Grand groupe",
                "Grande entreprise",
                "GE",
                "Groupe",
                "Startup",
                "Start-up",
                "Start up",
                "Industriel",
                "TPE/PME",
                "PME/TPE",
                "Micro-entreprise",
                "Microentreprise",
                "Firm",
                "Company",
                "SME",
                "Société",
                "Entreprise privée",
                "firm",
            ),
            "firm",
        ),
        **dict.fromkeys(
            (
                "Laboratoire",
                "Laboratoire public",
                "Laboratoire de recherche",
                "Recherche",
                "Centre de recherche",
                "Organisme de recherche",
                "CRITT",
                "CRT",
                "Centre technique",
                "Unité de recherche",
                "Laboratory",
                "EPST",
                "EPIC",
            ),
            "laboratory",
        ),
        **dict.fromkeys(
            (
                "École",
                "Ecole",
                "Université",
                "Universite",
                "Formation",
                "Organisme de formation",
                "Grande école",
                "Enseignement supérieur",
                "Établissement d'enseignement",
                "Lycée",
                "CFA",
                "School",
                "University",
                "IUT",
                "Enseignement",
            ),
            "school",
        ),
        **dict.fromkeys(
            (
                "Collectivité",
                "Collectivité territoriale",
                "Collectivite",
                "Collectivités",
                "Institutionnel",
                "Commune",
                "Région",
                "Département",
                "Métropole",
                "EPCI",
                "État",
                "Établissement public",
                "Authority",
                "Public authority",
            ),
            "public_authority",
        ),
        **dict.fromkeys(
            ("Investisseur", "Banque", "Fonds", "Capital-risque", "Investor", "Business angel"), "investor"
        ),
        **dict.fromkeys(
            (
                "Prestataire",
                "Service",
                "Services",
                "Cabinet",
                "Cabinet conseil",
                "Conseil",
                "Consultant",
                "Service provider",
                "Bureau d'études",
            ),
            "service_provider",
        ),
        **dict.fromkeys(("Pôle", "Cluster", "Pôle de compétitivité"), "cluster_body"),
        **dict.fromkeys(
            (
                "Association",
                "Fédération",
                "Syndicat",
                "Chambre consulaire",
                "CCI",
                "Autre",
                "Autres",
                "Other",
                "Fondation",
                "GIE",
                "GIP",
                "Particulier",
            ),
            "other",
        ),
    }
)
FEE_WORDS = choice(
    {
        **dict.fromkeys(
            ("TPE", "Micro-entreprise", "Microentreprise", "Startup", "Start-up", "Start up", "micro"), "micro"
        ),
        **dict.fromkeys(("PME", "PMI", "TPE/PME", "PME/TPE", "SME"), "sme"),
        "ETI": "eti",
        **dict.fromkeys(("Grand groupe", "Grande entreprise", "GE", "Groupe", "large"), "large"),
        **dict.fromkeys(
            (
                "Laboratoire",
                "Laboratoire public",
                "Laboratoire de recherche",
                "Recherche",
                "Centre de recherche",
                "Organisme de recherche",
                "École",
                "Ecole",
                "Université",
                "Universite",
                "Formation",
                "Organisme de formation",
                "Grande école",
                "Enseignement supérieur",
                "Enseignement",
                "research",
            ),
            "research",
        ),
        **dict.fromkeys(
            (
                "Collectivité",
                "Collectivité territoriale",
                "Collectivite",
                "Collectivités",
                "Institutionnel",
                "Commune",
                "Région",
                "Département",
                "Métropole",
                "EPCI",
                "authority",
            ),
            "authority",
        ),
        **dict.fromkeys(("Association", "Partenaire", "Associé", "Membre associé", "associate"), "associate"),
    }
)
ANR_LEAD = choice({"true": "lead", "false": "partner", "oui": "lead", "non": "partner", "1": "lead", "0": "partner"})
ANR_KIND = choice(
    {
        "Laboratoire public": "laboratory",
        "Organisme de recherche": "laboratory",
        "Fondation de recherche": "laboratory",
        "Organismes de type EPST": "laboratory",
        "Organismes de Type EPIC": "laboratory",
        "Observatoires": "laboratory",
        "PME": "firm",
        "TPE": "firm",
        "Entreprise autre que TPE ou PME": "firm",
        "Entreprises Privées": "firm",
        "Universités, INSA et INP": "school",
        "Grandes écoles publiques": "school",
        "ENS et grands établissements": "school",
        "COMUE Pôle de recherche et d'Enseignement supérieur": "school",
        "Autres écoles (privées)": "school",
        "IEP": "school",
        "Collectivités": "public_authority",
        "Ministères": "public_authority",
    }
)
