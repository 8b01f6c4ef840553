"""Serve the site: a web server and a worker for each queue, all gone when the command ends."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from grappe.kernel.queues import LONG, SHORT

STOP_WITHIN_SECONDS = 10
WORKER_NICENESS = 10
# Threads of a web process: each takes a request up as it arrives, and the gate lets a few of them work (conf/gate.py).
WAITING_THREADS = 128
LOG_CONFIG = Path(__file__).with_name("server_log.json")


class Unintended(logging.Filter):
    """Keeps from the terminal the server's warning of many threads: they are meant, since they only wait."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "spawning up to" not in record.getMessage()


def serve(*, host: str, port: int, workers: int) -> int:
    """Run server and workers until one ends or the terminal says stop; returns the exit code."""
    queues = [start(worker_command(queue), gives_way=True) for queue in (SHORT, LONG)]
    children = [start(web_command(host, port, workers)), *queues]
    signal.signal(signal.SIGTERM, raise_interrupt)
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
    except KeyboardInterrupt:
        return 0
    finally:
        stop(children)
    return next((child.returncode for child in children if child.returncode), 0)


def raise_interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def web_command(host: str, port: int, workers: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(WAITING_THREADS), "--backlog", "2048", "--no-ws",
        "--log-level", "warning", "--log-config", str(LOG_CONFIG), "--respawn-failed-workers",
        "grappe.conf.wsgi:application",
    ]  # fmt: skip


def worker_command(queue: str) -> list[str]:
    return [sys.executable, "-m", "django", "procrastinate", "worker", "--queues", queue, "--concurrency", "1"]


def give_way() -> None:
    """A letter or a plan can wait a moment where a page cannot."""
    os.nice(WORKER_NICENESS)


def start(command: Sequence[str], *, gives_way: bool = False) -> "subprocess.Popen[bytes]":
    # A group of its own: Ctrl-C reaches this process only, which then stops its children in order. The session is
    # shared, since Linux weighs niceness between the processes of one session only.
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "grappe.conf.settings"}
    first = give_way if gives_way else None
    return subprocess.Popen(command, env=environment, process_group=0, preexec_fn=first)  # noqa: S603, PLW1509 - our own


def stop(children: list["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + STOP_WITHIN_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
