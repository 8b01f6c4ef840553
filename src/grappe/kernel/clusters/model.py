"""What is known of a cluster, each fact with its sources; ``to_verify`` marks one that has no firm source."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from grappe.kernel.periods import Period

Tier = Literal["world_class", "world_vocation", "national"]
LabelStatus = Literal["labelled", "on_probation", "reconfiguration", "lost"]
Precision = Literal["day", "month", "year"]
SuccessionKind = Literal[
    "merged_into", "joined_federation", "labelled_jointly_with", "split_into", "activity_taken_over_by"
]
Confidence = Literal["high", "medium", "low"]
EvaluationGroup = Literal["reconfiguration", "very_performing", "performing", "less_performing"]
TIERS: tuple[Tier, ...] = get_args(Tier)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
SUCCESSION_KINDS: tuple[SuccessionKind, ...] = get_args(SuccessionKind)
EVALUATION_GROUPS: tuple[EvaluationGroup, ...] = get_args(EvaluationGroup)
LABEL_STATUSES: tuple[LabelStatus, ...] = get_args(LabelStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Keys of ``sources()``, and whether a person still has to verify the fact."""

    sources: tuple[str, ...]
    to_verify: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme of the controlled list; emerging or mature technology."""

    code: str
    name_fr: str
    name_en: str
    maturity: Literal["emerging", "mature"]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Headquarters:
    """Commune of the governing body, with the confidence of the compilation."""

    commune: str
    commune_code: str
    lon: float
    lat: float
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """
    A cluster of the programme; ``name`` is its first, ``founded`` the day of its first label.

    ``tier`` is that of 2010, none for a cluster that is younger. Regions are INSEE codes of the vintage.
    """

    id: str
    name: str
    acronym: str
    country: str
    founded: date
    themes: tuple[str, ...]
    tier: Tier | None
    regions_before_2016: tuple[str, ...]
    regions_2016: tuple[str, ...]
    headquarters: Headquarters | None
    dissolved: date | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterName:
    """A name, while it was in use."""

    cluster_id: str
    name: str
    acronym: str
    period: Period
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterTier:
    """The tier in one phase of the policy; tiers are published for phases 1 and 2."""

    cluster_id: str
    phase: str
    tier: Tier
    period: Period
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelPeriod:
    """The state of the label over a period; ``precision`` is that of its first day."""

    cluster_id: str
    status: LabelStatus
    period: Period
    precision: Precision
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """What of one cluster went on in another."""

    predecessor_id: str
    successor_id: str
    kind: SuccessionKind
    date: date
    precision: Precision
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterBody:
    """The legal body that governs a cluster; PIC and SIREN where they are known, else empty."""

    cluster_id: str
    legal_name: str
    pic: str
    siren: str
    city: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCluster:
    """A cluster outside the programme, nearly all foreign, as CORDIS names its body."""

    id: str
    name: str
    country: str
    city: str
    pic: str
    h2020_projects: int | None
    h2020_eur: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterEvaluation:
    """The group a national evaluation put a cluster in."""

    cluster_id: str
    year: int
    group: EvaluationGroup
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterFigure:
    """A published count about one cluster."""

    cluster_id: str
    indicator: str
    period: str
    value: int
    evidence: Evidence
