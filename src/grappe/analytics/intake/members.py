"""The spreadsheet a cluster office keeps: which column says what, proposed from headers and from what stands below."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from grappe.analytics.intake.faults import Effect
from grappe.analytics.intake.layout import Column, Layout
from grappe.analytics.intake.layouts.words import FEE_WORDS, KIND_WORDS
from grappe.analytics.intake.readers import COUNTRY, DATE, Reader, text
from grappe.kernel.spelling import folded

# How each target is read; the order is the order of the editing page.
READERS: Mapping[str, tuple[Reader, Effect]] = {
    "legal_name": (text(300), Effect.REFUSED),
    "short_name": (text(100), Effect.LEFT_OUT),
    "siret": (Reader("siret"), Effect.REFUSED),
    "siren": (Reader("siren"), Effect.REFUSED),
    "vat": (Reader("vat"), Effect.REFUSED),
    "kind": (KIND_WORDS, Effect.REFUSED),
    "fee_class": (FEE_WORDS, Effect.REFUSED),
    "college": (text(100), Effect.REFUSED),
    "since": (DATE, Effect.REFUSED),
    "until": (DATE, Effect.REFUSED),
    "street": (text(300), Effect.LEFT_OUT),
    "postcode": (text(20), Effect.REFUSED),
    "city": (text(120), Effect.LEFT_OUT),
    "department": (text(60), Effect.REFUSED),
    "country": (COUNTRY, Effect.REFUSED),
    "headcount": (Reader("headcount"), Effect.REFUSED),
    "headcount_year": (Reader("year"), Effect.REFUSED),
    "activity_code": (Reader("activity_code"), Effect.LEFT_OUT),
    "website": (Reader("website"), Effect.LEFT_OUT),
}
# A row without these is refused, where the file has the column at all.
REQUIRED = frozenset({"legal_name", "since"})
# What offices write over their columns, folded.
SYNONYMS: Mapping[str, frozenset[str]] = {
    "legal_name": frozenset(
        {
            "raison sociale",
            "nom",
            "denomination",
            "denomination sociale",
            "societe",
            "entreprise",
            "organisme",
            "organisation",
            "structure",
            "nom de la structure",
            "nom de l entreprise",
            "nom de l organisme",
            "adherent",
            "nom adherent",
            "nom de l adherent",
            "membre",
            "nom du membre",
            "etablissement",
            "name",
            "company",
            "member",
            "legal name",
            "organisation name",
            "raison sociale adherent",
        }
    ),
    "short_name": frozenset(
        {"sigle", "nom court", "acronyme", "enseigne", "nom d usage", "nom commercial", "short name"}
    ),
    "siret": frozenset({"siret", "n siret", "no siret", "numero siret", "numero de siret", "code siret"}),
    "siren": frozenset({"siren", "n siren", "no siren", "numero siren", "code siren", "siren siret"}),
    "vat": frozenset(
        {
            "tva",
            "n tva",
            "no tva",
            "numero de tva",
            "tva intracommunautaire",
            "n tva intracommunautaire",
            "numero de tva intracommunautaire",
            "tva intra",
            "vat",
            "vat number",
        }
    ),
    "kind": frozenset(
        {
            "type",
            "type de structure",
            "type structure",
            "nature",
            "categorie",
            "type d organisme",
            "type d adherent",
            "categorie de membre",
            "type de membre",
            "statut",
            "kind",
            "type of organisation",
            "categorie de structure",
        }
    ),
    "fee_class": frozenset(
        {
            "cotisation",
            "categorie de cotisation",
            "tranche de cotisation",
            "bareme",
            "taille",
            "taille d entreprise",
            "categorie d entreprise",
            "fee class",
        }
    ),
    "college": frozenset({"college", "college electoral", "college de vote", "college statutaire"}),
    "since": frozenset(
        {
            "date d adhesion",
            "date adhesion",
            "adhesion",
            "adherent depuis",
            "membre depuis",
            "date d entree",
            "entree",
            "depuis",
            "annee d adhesion",
            "date de debut",
            "date debut adhesion",
            "member since",
            "since",
            "joined",
            "1ere adhesion",
            "date premiere adhesion",
            "date de premiere adhesion",
        }
    ),
    "until": frozenset(
        {
            "date de sortie",
            "date de fin",
            "fin d adhesion",
            "date fin adhesion",
            "date de radiation",
            "radiation",
            "date de depart",
            "demission",
            "until",
            "jusqu au",
            "date de resiliation",
        }
    ),
    "street": frozenset(
        {"adresse", "rue", "adresse 1", "adresse postale", "voie", "address", "street", "ligne adresse"}
    ),
    "postcode": frozenset({"code postal", "cp", "code postale", "c p", "postcode", "postal code", "zip"}),
    "city": frozenset({"commune", "ville", "localite", "city", "town", "bureau distributeur"}),
    "department": frozenset(
        {"departement", "dept", "dpt", "code departement", "n departement", "no departement", "department"}
    ),
    "country": frozenset({"pays", "country", "code pays"}),
    "headcount": frozenset(
        {
            "effectif",
            "effectifs",
            "effectif total",
            "nombre de salaries",
            "nb salaries",
            "nb de salaries",
            "salaries",
            "etp",
            "effectif etp",
            "effectif france",
            "headcount",
            "employees",
        }
    ),
    "headcount_year": frozenset({"annee effectif", "annee de l effectif", "annee des effectifs", "exercice"}),
    "activity_code": frozenset({"naf", "code naf", "ape", "code ape", "nace", "code nace", "naf ape", "code naf ape"}),
    "website": frozenset({"site", "site web", "site internet", "url", "web", "website", "adresse internet"}),
}
# Readings that only what they are meant for passes: the content alone gives the column away.
TELLING = ("siret", "siren", "vat", "activity_code", "website")
SURE, LIKELY, TOLD_BY_CONTENT = 1.0, 0.7, 0.6
SAMPLE = 200
MOST = 0.6


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one column of the file is taken for; ``target`` is empty where nothing fits."""

    header: str
    target: str
    confidence: float
    examples: tuple[str, ...]


def header_key(header: str) -> str:
    """What a header is remembered by."""
    return folded(header)


def propose_mapping(
    header: Sequence[str], rows: Sequence[Sequence[str]], remembered: Mapping[str, str] | None = None
) -> list[Proposal]:
    """Take each column for what its header or its content says; what was confirmed before comes first.

    Parameters
    ----------
    header
        The file's column names.
    rows
        The first rows below, as text.
    remembered
        Folded header -> target (or an empty text) as a person confirmed it.

    Returns
    -------
    list of Proposal
        One a column, in the order of the file; no target twice.
    """
    columns = [[row[place] for row in rows[:SAMPLE] if place < len(row)] for place in range(len(header))]
    scores = {
        (place, target): score
        for place, name in enumerate(header)
        for target in READERS
        if (score := score_of(header_key(name), target, columns[place])) > 0
    }
    known = remembered or {}
    taken: dict[int, tuple[str, float]] = {
        place: (known[header_key(name)], SURE) for place, name in enumerate(header) if header_key(name) in known
    }
    for (place, target), score in sorted(scores.items(), key=lambda item: (-item[1], item[0][0])):
        if place not in taken and target not in {held for held, _score in taken.values()}:
            taken[place] = (target, score)
    return [
        Proposal(
            name,
            *taken.get(place, ("", 0.0)),
            tuple(dict.fromkeys(cell for cell in columns[place] if cell.strip()))[:3],
        )
        for place, name in enumerate(header)
    ]


def score_of(key: str, target: str, cells: Sequence[str]) -> float:
    """How well a column fits a target: by the whole header, by a part of it, by its content; zero is not at all."""
    read = share_read(target, cells)
    if key in SYNONYMS[target]:
        return SURE if read is None or read > 0 else LIKELY / 2
    words = set(key.split())
    if any(set(synonym.split()) <= words for synonym in SYNONYMS[target] if len(synonym) > len("nom")):
        return LIKELY * (1.0 if read is None else read)
    if target in TELLING and read is not None and read >= MOST:
        return TOLD_BY_CONTENT * read
    return 0.0


def share_read(target: str, cells: Iterable[str]) -> float | None:
    """The share of the filled cells that the target's reader accepts; none where no cell is filled."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return None
    reader = READERS[target][0]
    return sum(reader.read(cell)[1] is None for cell in filled) / len(filled)


def members_layout(mapping: Mapping[str, str], country: str) -> Layout:
    """The layout of one office's file; ``mapping`` is the file's own header -> target."""
    columns = [
        Column(target, (header,), READERS[target][0], required=target in REQUIRED, effect=READERS[target][1])
        for target in READERS
        for header, mapped in mapping.items()
        if mapped == target
    ]
    by_target = {column.target: column.names for column in columns}
    if "siret" in by_target:
        columns.append(Column("siren", by_target["siret"], Reader("siren_of_siret"), effect=Effect.SILENT))
    if "vat" in by_target:
        columns.append(Column("siren", by_target["vat"], Reader("siren_of_vat"), effect=Effect.SILENT))
    if "kind" in by_target and "fee_class" not in by_target:
        columns.append(Column("fee_class", by_target["kind"], FEE_WORDS, effect=Effect.SILENT))
    return Layout(
        code="members",
        source="members",
        records=frozenset({"organisation", "membership"}),
        marks=frozenset(mapping),
        columns=tuple(columns),
        constants={"country": country},
    )
