"""What goes in: organisation records, and what comes out: proposals with their evidence."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """One line of a register, as its source wrote it.

    Attributes
    ----------
    id : str
        Unique among the records of one problem.
    names : tuple of str
        Legal, former and other long names; empty strings are ignored.
    short_names : tuple of str
        Acronyms and trade names.
    country : str
        ISO 3166 alpha-2, "" when unknown. "EL" and "UK" are read as "GR" and "GB".
    city, postcode, website, kind : str
        As the source has them, "" when unknown.
    identifiers : tuple of (scheme, value)
        For instance ``("siren", "552081317")``. Two records with different values of an exclusive scheme
        (`Settings.exclusive_schemes`) are held to be two bodies.
    source : str
        The register the record comes from; used by `Settings.across_sources_only`.
    """

    id: str
    names: tuple[str, ...]
    short_names: tuple[str, ...] = ()
    country: str = ""
    city: str = ""
    postcode: str = ""
    website: str = ""
    kind: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against a pair.

    Attributes
    ----------
    code : str
        Which reason: "prior", "translated_words", a name of `weights.AGREEMENTS` or of `features.NAMES`.
    detail : tuple of str
        What was compared, for instance the scheme and the value that agree.
    weight : float
        Natural logarithm of the odds it adds (positive) or takes away (negative).
    """

    code: str
    detail: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class ProposedPair:
    """Two records held to be one organisation, `first` < `second` as strings."""

    first: str
    second: str
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The answer: pairs by falling score, groups of two or more ids, and what was looked at.

    Attributes
    ----------
    pairs : tuple of ProposedPair
    groups : tuple of tuple of str
        Disjoint, each sorted; no group holds two records whose identifiers conflict.
    compared : int
        Number of candidate pairs that blocking handed to the comparison.
    version : str
        Of the packaged weights, so that a run can be replayed.
    """

    pairs: tuple[ProposedPair, ...]
    groups: tuple[tuple[str, ...], ...]
    compared: int
    version: str


EXCLUSIVE_SCHEMES = frozenset({"siren", "siret", "vat", "lei", "pic", "ror", "rnsr", "grid"})


@dataclass(frozen=True, slots=True)
class Settings:
    """How widely to look and how sure to be.

    Attributes
    ----------
    minimum_score : float
        Pairs below it are not proposed.
    group_score : float
        Pairs below it are proposed to a person but never join a group.
    neighbours : int
        How many nearest names (cosine of character trigrams) each record keeps.
    minimum_cosine : float
        Neighbours further than this are not kept.
    rare_records : int
        A word held by at most this many records of a country brings them together.
    largest_block : int
        An exact key (name, domain, acronym) shared by more records than this is ignored.
    across_sources_only : bool
        Compare only records of different `source`.
    exclusive_schemes : frozenset of str
        Identifier schemes of which a body has one value.
    """

    minimum_score: float = 0.5
    group_score: float = 0.9
    neighbours: int = 10
    minimum_cosine: float = 0.3
    rare_records: int = 6
    largest_block: int = 200
    across_sources_only: bool = False
    exclusive_schemes: frozenset[str] = field(default=EXCLUSIVE_SCHEMES)

    def __post_init__(self) -> None:
        if not 0 <= self.minimum_score <= self.group_score <= 1:
            raise ValueError("Scores must satisfy 0 <= minimum_score <= group_score <= 1.")
        if self.neighbours < 1 or self.rare_records < 1 or self.largest_block <= 1:
            raise ValueError("neighbours and rare_records must be at least 1, largest_block at least 2.")
        if not 0 < self.minimum_cosine <= 1:
            raise ValueError("minimum_cosine must lie in (0, 1].")
