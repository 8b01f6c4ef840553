"""Crashes for tests: an action cut off at each of its statements in turn, and a process killed before it commits."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from django.db import connection

DYING = """
import os, django
django.setup()
from uuid import uuid4
from django.db import connections
connections["default"].settings_dict["NAME"] = {database!r}
from grappe.apps.accounts.models import User
from grappe.apps.{app}.domain import {module} as domain
from grappe.apps.{app}.models import {model}

def die(*_args, **_values):
    print("written", flush=True)
    os.kill(os.getpid(), 9)

domain.record_action = die
held = {model}.objects.get(pk={pk})
domain.{action}({argument}=held, by=User.objects.get(pk={by}){more})
"""


class PowerCutError(Exception):
    """Stands for whatever stops a process in the middle."""


def cut(*_args: Any, **_values: Any) -> None:
    raise PowerCutError


def cut_at_each_statement(action: Callable[[], Any]) -> Iterator[int]:
    """Run an action cut off at its first statement, then at its second ...; the last time it goes through.

    Yields the number of the statement after each cut, so that the caller looks at what was left.
    """
    for last in count(1):
        done = count(1)

        def run(execute: Any, sql: Any, params: Any, many: Any, context: Any, last=last, done=done) -> Any:
            if next(done) == last:
                raise PowerCutError
            return execute(sql, params, many, context)

        try:
            with connection.execute_wrapper(run):
                action()
        except PowerCutError:
            yield last
        else:
            return


def die_in(action: str, record: Any, by: Any, *, app: str, module: str, argument: str, more: str = "") -> None:
    """Start a process that does an action and is killed when all is written and nothing is committed."""
    code = DYING.format(
        database=connection.settings_dict["NAME"],
        app=app,
        module=module,
        model=type(record).__name__,
        action=action,
        argument=argument,
        pk=record.pk,
        by=by.pk,
        more=more,
    )
    ended = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=300)
    assert (ended.stdout, ended.returncode) == ("written\n", -9), ended.stderr
    wait_until_the_server_noticed()


def wait_until_the_server_noticed() -> None:
    """Until no other connection holds a lock of the process that died."""
    for _attempt in range(300):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
            if cursor.fetchone()[0] == 1:
                return
        time.sleep(0.1)
