"""What a test with transactions of its own wrote goes away with the rows of the few tables it filled.

Django empties all tables at once and then writes content types and permissions anew, which costs seconds with hundreds
of tables, most of them empty. A server where the account may not do this is emptied Django's way.
"""

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.utils import ProgrammingError
from django.test import TransactionTestCase

# The same rows in every test; models and migrations alone decide them.
KEPT = {"django_content_type", "auth_permission", "django_migrations"}
empty_all_tables = TransactionTestCase._fixture_teardown


def filled_tables(connection):
    # Not Django's own list: the queue's tables are not its to manage, and a job left behind sends its letter elsewhere.
    names = set(connection.introspection.table_names()) - KEPT
    asked = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in sorted(names))
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [row[0] for row in cursor.fetchall()]


def empty_filled_tables(case):
    """Stand in for a test case's own way, with the same outcome."""
    connection = connections[DEFAULT_DB_ALIAS]
    if case.available_apps is not None or case.serialized_rollback or connection.vendor != "postgresql":
        empty_all_tables(case)
        return
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # Neither foreign keys nor the triggers of the history have a say in it.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for name in filled_tables(connection):
                cursor.execute(f'DELETE FROM "{name}"')
    except ProgrammingError:
        empty_all_tables(case)
