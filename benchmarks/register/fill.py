"""Fill a database of its own with a simulated register, by COPY."""

import time
from collections.abc import Iterable
from random import Random
from typing import Any

from benchmarks.register import rows
from benchmarks.register.words import Language
from django.core.management import call_command
from django.db import connection, models, transaction

from grappe.apps.core.models import Source
from grappe.apps.directory.domain.programme import load_programme
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.enums import TerritoryKind
from grappe.apps.directory.models import Cluster, Identifier, Membership, Organisation, SizeAssessment, Territory
from grappe.apps.projects.domain.vocabulary import refresh_vocabulary
from grappe.apps.projects.models import Participation, Project, ProjectLabel
from grappe.kernel.nomenclature import activities

SEED = 20100603
FILLED = (Organisation, Identifier, SizeAssessment, Membership, Project, Participation, ProjectLabel)
# Real programme data make rows that the simulated ones must not collide with.
PLAIN_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY(%s)
AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""
# What the assessments' triggers do, which a copy among replicas sets aside.
SIZES = """
UPDATE directory_organisation o SET size_category = s.category FROM directory_sizeassessment s
WHERE s.organisation_id = o.id AND s.definition = 'eu_sme'
"""


def fill(organisations: int) -> None:
    """Migrate, load the programme's clusters, then copy everything else; nothing where it is filled already."""
    call_command("migrate", verbosity=0)
    if Organisation.objects.count() >= organisations:
        return
    load_reference()
    load_programme(today=rows.NOW.date())
    Source.objects.get_or_create(code="simulation", defaults={"title": "Simulated"})
    started = time.monotonic()
    with transaction.atomic(), connection.cursor() as cursor:
        # The rows agree among themselves: checking each foreign key again would double the time.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE directory_cluster SET body_id = NULL")
        cursor.execute("DELETE FROM directory_identifier")
        cursor.execute("DELETE FROM directory_organisation")
        dropped = drop_indexes(cursor)
        copy_everything(cursor, organisations)
        for definition in dropped:
            cursor.execute(definition)
    print(f"copied in {time.monotonic() - started:.0f} s")
    started = time.monotonic()
    print(f"{refresh_vocabulary()} words counted in {time.monotonic() - started:.0f} s")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def drop_indexes(cursor: Any) -> list[str]:
    cursor.execute(PLAIN_INDEXES, [[model._meta.db_table for model in FILLED]])
    found = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _name, definition in found]


def copy_everything(cursor: Any, count: int) -> None:
    random = Random(SEED)
    language = Language(random, stems=min(count // 2, 150_000))
    departments = [
        (one.pk, one.code, one.name_fr)
        for one in Territory.objects.filter(kind=TerritoryKind.DEPARTMENT).order_by("code")
    ]
    clusters = list(Cluster.objects.filter(country="FR").order_by("slug").values_list("pk", flat=True))
    projects = int(count * rows.PROJECTS_PER_ORGANISATION)
    codes = sorted(activities())
    copy(cursor, Organisation, rows.organisations(count, random, language, departments, codes))
    copy(cursor, Identifier, rows.identifiers(count, random))
    copy(cursor, SizeAssessment, rows.assessments(count, random))
    cursor.execute(SIZES)
    copy(cursor, Membership, rows.memberships(count, random, clusters))
    copy(cursor, Project, rows.projects(projects, random, language))
    copy(cursor, Participation, rows.participations(count, projects, random))
    copy(cursor, ProjectLabel, rows.labels(projects, random, clusters))


def copy(cursor: Any, model: type[models.Model], values: Iterable[rows.Row]) -> None:
    iterator = iter(values)
    first = next(iterator)
    table, columns = model._meta.db_table, ", ".join(first)
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        copy.write_row(list(first.values()))
        for row in iterator:
            copy.write_row(list(row.values()))
    if "id" in first:
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
