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
