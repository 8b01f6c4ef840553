"""The time a user allows holds for the whole command, on a crowded machine too."""

import json
import subprocess
import sys
import time

import pytest
from tests.engines.meetings.meeting_examples import DZN

from grappe.cli.promise import seconds_alive, seconds_left

SLEEP = 0.5


def test_the_start_of_the_process_counts(tmp_path) -> None:
    path, out = tmp_path / "small.dzn", tmp_path / "out.json"
    path.write_text(DZN)
    slow_start = f"import time; time.sleep({SLEEP}); from grappe.cli import main; main()"
    command = [sys.executable, "-c", slow_start, "meetings", "plan", str(path), "--time", "60", "--json", str(out)]
    began = time.monotonic()
    subprocess.run(command, capture_output=True, check=True)
    assert SLEEP <= json.loads(out.read_text())["seconds"] <= time.monotonic() - began + 0.1


def test_a_process_is_older_than_what_it_has_loaded() -> None:
    assert seconds_alive() > 0.0


@pytest.mark.parametrize(
    ("spent", "requests", "left"),
    [(1.0, 0, 57.8), (1.0, 8_000, 56.8), (10.0, 8_000, 100 / 3), (30.0, 80_000, 20.0), (70.0, 8_000, 0.0)],
)
def test_time_is_kept_for_the_ending(spent: float, requests: int, left: float) -> None:
    assert seconds_left(60.0, spent, requests) == pytest.approx(left)
