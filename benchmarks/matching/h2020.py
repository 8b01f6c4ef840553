"""The H2020 extract as a register: no texts, but members, programme parts, budgets, months and aid intensities."""

import os
from dataclasses import replace
from pathlib import Path

import duckdb

from grappe.engines.matching import Organisation, Project, Register

ROWS = """
    select p.rcn, p.start_year::int as year, p.max_contribution as budget, p.programme_part as part,
           date_diff('month', p.start_date::date, p.end_date::date) as months,
           least(1, p.max_contribution / nullif(p.total_cost, 0)) as intensity,
           a.pic, a.role, a.type, a.country
    from read_parquet('{folder}/h2020_projects.parquet') p
    join read_parquet('{folder}/h2020_participations.parquet') a using (rcn)
    where p.start_year is not null
    order by p.rcn, a.pic
"""


def register(year: int) -> Register:
    """All projects up to a year, and everybody in them, all taken to have consented."""
    folder = Path(os.environ["GRAPPE_REAL_DATA"]) / "projects_eu"
    kinds: dict[str, tuple[str, str]] = {}
    projects: dict[str, Project] = {}
    members: dict[str, list[str]] = {}
    leads: dict[str, list[str]] = {}
    rows = duckdb.sql(ROWS.format(folder=folder)).fetchall()
    for rcn, started, budget, part, months, rate, pic, role, kind, country in rows:
        if started > year:
            continue
        name, who = str(rcn), str(pic)
        kinds[who] = (kind or "", country or "")
        members.setdefault(name, []).append(who)
        if role == "coordinator":
            leads.setdefault(name, []).append(who)
        themes = tuple((part or "").split("|")) if part else ()
        projects[name] = Project(name, started, (), None, themes, budget or None, months, rate)
    whole = tuple(
        replace(one, members=tuple(members[name]), lead=_only(leads.get(name, []))) for name, one in projects.items()
    )
    some = tuple(Organisation(who, True, kind, country) for who, (kind, country) in sorted(kinds.items()))
    return Register(year + 1, some, whole)


def _only(leads: list[str]) -> str | None:
    return leads[0] if len(leads) == 1 else None
