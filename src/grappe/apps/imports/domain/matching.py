"""Which organisation held is the one that a record speaks of.

Numbers come before names. One organisation is never taken for two records that differ by PIC, SIREN or VAT number, and
a record merged away leads to the one that was kept.
"""

from collections.abc import Sequence

from grappe.apps.imports.domain.staging import drop_tables, run_sql, scalar

RECORDS = "import_organisation"
EXCLUSIVE = ("pic", "siren", "vat")


def match_pass(stage: str, schemes: Sequence[str], *, by_name: bool) -> None:
    """Match the records of one stage: by the number they are known by, by their other numbers, by their name."""
    if stage in schemes:
        run_sql(
            f"UPDATE {RECORDS} r SET organisation_id = i.organisation_id FROM directory_identifier i"
            f" WHERE r.stage = %(stage)s AND i.scheme = %(stage)s AND i.value = r.{stage}",
            {"stage": stage},
        )
        follow_merges(RECORDS)
    for scheme in schemes:
        if scheme != stage:
            take_candidates(
                stage,
                schemes,
                f"SELECT r.line, i.organisation_id FROM {RECORDS} r JOIN directory_identifier i"
                f" ON i.scheme = '{scheme}' AND i.value = r.{scheme}",
            )
    if by_name and somebody_to_find(stage, schemes):
        take_candidates(
            stage,
            schemes,
            f"SELECT r.line, o.id AS organisation_id FROM {RECORDS} r JOIN directory_organisation o"
            " ON o.name_key = grappe_fold(r.legal_name) AND o.country = coalesce(r.country, '')",
        )


def somebody_to_find(stage: str, schemes: Sequence[str]) -> bool:
    """Folding a million names is worth it only where an organisation lacks the number that the records have."""
    if stage not in schemes:
        return True
    lacking = "SELECT FROM directory_identifier i WHERE i.organisation_id = o.id AND i.scheme = %(stage)s"
    found = f"SELECT EXISTS (SELECT FROM directory_organisation o WHERE NOT EXISTS ({lacking}))"
    return bool(scalar(found, {"stage": stage}))


def take_candidates(stage: str, schemes: Sequence[str], query: str) -> None:
    """Of the candidates that fit a record takes the oldest; of two records that want one, the earlier gets it."""
    run_sql(
        f"CREATE TEMP TABLE import_candidate ON COMMIT DROP AS {query}"
        " WHERE r.stage = %(stage)s AND r.organisation_id IS NULL",
        {"stage": stage},
    )
    follow_merges("import_candidate")
    run_sql(
        f"""WITH fitting AS (
            SELECT DISTINCT ON (r.line) r.line, c.organisation_id
            FROM import_candidate c JOIN {RECORDS} r ON r.line = c.line
            WHERE NOT EXISTS (SELECT FROM {RECORDS} t WHERE t.stage = %(stage)s
                              AND t.organisation_id = c.organisation_id)
            AND {nothing_against(schemes)}
            ORDER BY r.line, c.organisation_id),
        given AS (SELECT DISTINCT ON (organisation_id) line, organisation_id FROM fitting
                  ORDER BY organisation_id, line)
        UPDATE {RECORDS} r SET organisation_id = given.organisation_id FROM given WHERE given.line = r.line""",
        {"stage": stage},
    )
    drop_tables("import_candidate")


def nothing_against(schemes: Sequence[str]) -> str:
    """The organisation does not hold another number of a kind of which a record has one."""
    tests = [
        f"(r.{scheme} IS NULL OR NOT EXISTS (SELECT FROM directory_identifier i"
        f" WHERE i.organisation_id = c.organisation_id AND i.scheme = '{scheme}')"
        f" OR EXISTS (SELECT FROM directory_identifier i WHERE i.organisation_id = c.organisation_id"
        f" AND i.scheme = '{scheme}' AND i.value = r.{scheme}))"
        for scheme in schemes
        if scheme in EXCLUSIVE
    ]
    return " AND ".join(tests) or "true"


def follow_merges(table: str) -> None:
    while run_sql(
        f"UPDATE {table} t SET organisation_id = o.merged_into_id FROM directory_organisation o"
        " WHERE o.id = t.organisation_id AND o.merged_into_id IS NOT NULL"
    ):
        pass
