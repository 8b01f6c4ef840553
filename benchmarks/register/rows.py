"""Simulated rows of the register, as dictionaries of column values."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import accumulate
from random import Random
from typing import Any

from benchmarks.register.words import ENGLISH, FOREIGN, FRENCH, Language
from psycopg.types.json import Jsonb
from psycopg.types.range import DateRange

NOW = datetime(2026, 1, 1, tzinfo=UTC)
STAMPS = {"created_at": NOW, "updated_at": NOW, "confirmed_on": None, "is_simulated": True}
ENTRY = {"source": "simulation", "on": "2026-01-01", "confidence": 20, "by": None}
PROVENANCE = Jsonb(
    dict.fromkeys(("kind", "legal_name", "country", "street", "postcode", "city", "activity_code"), ENTRY)
)
KINDS = ("firm", "laboratory", "school", "public_authority", "investor", "service_provider", "other")
KIND_WEIGHTS = tuple(accumulate((78, 8, 4, 3, 1, 4, 2)))
BIG_CLUSTER_MEMBERS = 2000
PROJECTS_PER_ORGANISATION = 0.25
PARTNERS_PER_PROJECT = 6
Row = dict[str, Any]


def organisations(
    count: int, random: Random, language: Language, departments: list[tuple[int, str, str]], activities: list[str]
) -> Iterator[Row]:
    for key in range(1, count + 1):
        kind = random.choices(KINDS, cum_weights=KIND_WEIGHTS)[0]
        french = random.random() < 0.7
        department, code, place = random.choice(departments)
        stem = language.rare()
        name = {
            "firm": language.firm(),
            "laboratory": f"Laboratoire {stem} de {language.common().lower()}",
            "school": f"{random.choice(('Université', 'École', 'Institut'))} {stem} de {place}",
            "public_authority": f"Communauté de communes {stem}",
        }.get(kind, language.firm())
        described = random.random() < 0.35
        yield {
            "id": key, "kind": kind, "legal_name": name,
            "short_name": "".join(word[0] for word in name.split()).upper() if random.random() < 0.2 else "",
            "other_names": [name.upper()] if random.random() < 0.05 else [],
            "country": "FR" if french else random.choice(FOREIGN),
            "street": f"{random.randint(1, 200)} rue {stem}", "postcode": f"{code:0<5.5}" if french else "",
            "city": place if random.random() < 0.4 else language.rare(),
            "department_id": department if french else None,
            "longitude": round(random.uniform(-4, 8), 4), "latitude": round(random.uniform(42, 51), 4),
            "activity_code": random.choice(activities) if french else "",
            "website": f"https://{stem.lower()}.example.org" if random.random() < 0.3 else "",
            "email_domain": "",
            "capabilities_fr": language.sentence(FRENCH, 22) if described else "",
            "capabilities_en": language.sentence(ENGLISH, 20) if described and random.random() < 0.5 else "",
            "offers_fr": language.sentence(FRENCH, 10) if random.random() < 0.1 else "", "offers_en": "",
            "needs_fr": language.sentence(FRENCH, 10) if random.random() < 0.1 else "", "needs_en": "",
            "parent_id": random.randrange(1, key) if key > 100 and random.random() < 0.02 else None,
            "merged_into_id": random.randrange(1, key) if key > 100 and random.random() < 0.01 else None,
            "provenance": PROVENANCE, **STAMPS,
        }  # fmt: skip


def identifiers(count: int, random: Random) -> Iterator[Row]:
    for key in range(1, count + 1):
        siren = f"{300_000_000 + key * 7 % 600_000_000:09d}"
        yield {"organisation_id": key, "scheme": "siren", "value": siren}
        if random.random() < 0.6:
            yield {"organisation_id": key, "scheme": "siret", "value": f"{siren}00017"}
        if random.random() < 0.1:
            yield {"organisation_id": key, "scheme": "pic", "value": f"{900_000_000 + key}"}


def assessments(count: int, random: Random) -> Iterator[Row]:
    step = {"code": "category", "words": {"category": "small"}, "numbers": {}}
    problem, result = Jsonb({"content": {"enterprises": []}}), Jsonb({"steps": [step] * 8})
    for key in range(1, count + 1):
        if random.random() < 0.3:
            for definition, categories in (
                ("eu_sme", ("micro", "small", "medium", "large")),
                ("france", ("micro", "sme", "eti")),
            ):
                yield {
                    "organisation_id": key, "definition": definition, "category": random.choice(categories),
                    "assessed_on": NOW.date(), "rules_version": "2026", "problem": problem, "result": result,
                }  # fmt: skip


def memberships(count: int, random: Random, clusters: list[int]) -> Iterator[Row]:
    """The first cluster has two thousand members; the others share 15 to 40 % of all organisations."""
    share = max(1, int(count * (0.4 if count <= 100_000 else 0.15)) // len(clusters))
    for place, cluster in enumerate(clusters):
        size = BIG_CLUSTER_MEMBERS if place == 0 else random.randint(share // 2, share * 3 // 2)
        for organisation in random.sample(range(1, count + 1), size):
            yield {
                "organisation_id": organisation, "cluster_id": cluster, "college_id": None, "fee_class": "sme",
                "period": DateRange(date(random.randint(2005, 2024), 1, 1), None), "provenance": Jsonb({}), **STAMPS,
            }  # fmt: skip


def projects(count: int, random: Random, language: Language) -> Iterator[Row]:
    for key in range(1, count + 1):
        starts = date(random.randint(2006, 2024), random.randint(1, 12), 1)
        programme = random.choice(("FUI", "ANR", "H2020", "HORIZON", "PIA", "PSPC"))
        yield {
            "id": key, "programme": programme, "reference": f"{programme}-{key:07d}",
            "kind": random.choice(("collaborative", "platform", "structuring")), "call": f"{programme} {starts.year}",
            "acronym": f"{language.rare().upper()}{key % 97}", "title_fr": language.sentence(FRENCH, 9).capitalize(),
            "title_en": language.sentence(ENGLISH, 8).capitalize(), "abstract_fr": language.sentence(FRENCH, 60),
            "abstract_en": language.sentence(ENGLISH, 60), "results_fr": "", "results_en": "",
            "starts_on": starts, "ends_on": starts.replace(year=starts.year + 3),
            "total_cost": random.randint(300, 9000) * 1000, "public_aid": random.randint(100, 3000) * 1000,
            "status": "closed" if starts.year < 2022 else "running", "website": "", "provenance": PROVENANCE, **STAMPS,
        }  # fmt: skip


def participations(organisations: int, count: int, random: Random) -> Iterator[Row]:
    """A few organisations sit in a thousand projects, most of the others in one or two."""
    active = random.sample(range(1, organisations + 1), max(1, organisations // 3))
    key = 0
    for project in range(1, count + 1):
        partners = {active[int(random.random() ** 4 * len(active))] for _place in range(PARTNERS_PER_PROJECT)}
        for place, organisation in enumerate(sorted(partners, key=lambda one: hash((one, project)))):
            key += 1
            yield {
                "id": key, "project_id": project, "organisation_id": organisation,
                "role": "partner" if place else "lead", "reference": "",
                "cost": random.randint(50, 900) * 1000, "aid": random.randint(20, 400) * 1000,
            }  # fmt: skip


def labels(count: int, random: Random, clusters: list[int]) -> Iterator[Row]:
    for project in range(1, count + 1):
        if project % 3 == 0:
            for place, cluster in enumerate(random.sample(clusters, random.randint(1, 2))):
                yield {"project_id": project, "cluster_id": cluster, "is_lead": place == 0, "labelled_on": None}
