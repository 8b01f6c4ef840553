"""The programme in figures: calls, published indicators, forum editions and success stories."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal, get_args

from grappe.kernel.clusters.load import clusters
from grappe.kernel.clusters.model import Evidence
from grappe.kernel.clusters.rows import evidence, one_of
from grappe.kernel.dates import StatedDate, read_date
from grappe.kernel.money import Amount
from grappe.kernel.periods import Period
from grappe.kernel.tables import FactsDefectError, Row, keyed, read_rows

Unit = Literal["count", "percent", "eur_million"]
StoryKind = Literal["project", "platform", "skills", "training"]
# How lists of projects spell the Single Interministerial Fund, whose calls are the programme's.
FUND = "FUI"
UNITS: tuple[Unit, ...] = get_args(Unit)
STORY_KINDS: tuple[StoryKind, ...] = get_args(StoryKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What a published figure counts."""

    code: str
    label_fr: str
    label_en: str
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFigure:
    """A published figure; ``stated`` is the day, month or year it holds for."""

    indicator: Indicator
    stated: StatedDate
    period: str
    value: Decimal
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class FundCall:
    """A call of the Single Interministerial Fund, with what the press said of its outcome."""

    number: int
    announced: StatedDate
    submitted: int | None
    selected: int | None
    state: Amount | None
    local: Amount | None
    clusters_involved: int | None
    firms: int | None
    laboratories: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumEdition:
    """A yearly forum; days and theme are empty where they are not known."""

    number: int
    year: int
    days: Period | None
    theme_fr: str
    theme_en: str
    place: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessStory:
    """What the programme shows of itself, in one line."""

    code: str
    name: str
    kind: StoryKind
    cluster_id: str
    text_fr: str
    text_en: str
    evidence: Evidence


@cache
def indicators() -> dict[str, Indicator]:
    """The indicators by code, in the order pages show them."""
    table = "programme/indicators.csv"
    return {
        code: Indicator(
            code=code,
            label_fr=row["label_fr"],
            label_en=row["label_en"],
            unit=one_of(table, UNITS, row["unit"]),
        )
        for code, row in keyed(table, ((row["code"], row) for row in read_rows(table))).items()
    }


@cache
def programme_figures() -> tuple[ProgrammeFigure, ...]:
    """Every published figure, oldest first; two sources may differ on one indicator."""
    table = "programme/programme_figures.csv"
    return tuple(
        ProgrammeFigure(
            indicator=indicators()[row["indicator"]],
            stated=read_date(row["period"]),
            period=row["period"],
            value=Decimal(row["value"]),
            evidence=evidence(table, row),
        )
        for row in read_rows(table)
    )


@cache
def fund_calls() -> tuple[FundCall, ...]:
    """The calls whose outcome was found: 10, 16, 17, 18, 23 and 24."""
    table = "programme/fui_calls.csv"
    return tuple(
        FundCall(
            number=int(row["number"]),
            announced=read_date(row["announced"]),
            submitted=count(row, "submitted"),
            selected=count(row, "selected"),
            state=millions(row, "state_meur"),
            local=millions(row, "local_meur"),
            clusters_involved=count(row, "clusters_involved"),
            firms=count(row, "firms"),
            laboratories=count(row, "laboratories"),
            evidence=evidence(table, row),
        )
        for row in read_rows(table)
    )


def count(row: Row, column: str) -> int | None:
    return int(row[column]) if row[column] else None


def millions(row: Row, column: str) -> Amount | None:
    return Amount.of(Decimal(row[column]) * 10**6) if row[column] else None


@cache
def forum_editions() -> tuple[ForumEdition, ...]:
    """The seven editions of 2005 to 2011."""
    table = "programme/forum_editions.csv"
    return tuple(
        ForumEdition(
            number=int(row["number"]),
            year=int(row["year"]),
            days=Period(date.fromisoformat(row["start"]), date.fromisoformat(row["end"])) if row["start"] else None,
            theme_fr=row["theme_fr"],
            theme_en=row["theme_en"],
            place=row["place"],
            evidence=evidence(table, row),
        )
        for row in read_rows(table)
    )


@cache
def success_stories() -> tuple[SuccessStory, ...]:
    """Projects, platforms and actions the programme told of in 2010."""
    table = "programme/success_stories.csv"
    rows = read_rows(table)
    for row in rows:
        if row["cluster_id"] not in clusters():
            raise FactsDefectError(table, f"{row['code']} names an unknown cluster {row['cluster_id']!r}")
    return tuple(
        SuccessStory(
            code=row["code"],
            name=row["name"],
            kind=one_of(table, STORY_KINDS, row["kind"]),
            cluster_id=row["cluster_id"],
            text_fr=row["text_fr"],
            text_en=row["text_en"],
            evidence=evidence(table, row),
        )
        for row in rows
    )
