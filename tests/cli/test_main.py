import re
import subprocess
import sys
from typing import get_args

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from grappe.cli.assignment import Objective
from grappe.cli.main import app
from grappe.engines.assignment import Objective as EngineObjective

COMMANDS = get_command(app).commands


def run(*arguments):
    return CliRunner().invoke(app, list(arguments))


def test_the_help_is_a_tour():
    shown = run("--help")
    assert shown.exit_code == 0
    for panel in ("Try it", "Run it", "Work on it"):
        assert panel in shown.output
    assert [name for name in COMMANDS if not re.search(rf"\b{name}\b", shown.output)] == []
    assert "─ Commands ─" not in shown.output, "give the new command its rich_help_panel"


def test_without_arguments_the_help_is_shown():
    assert "Usage:" in run().output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name):
    assert COMMANDS[name].help
    assert all(option.help for option in COMMANDS[name].params if option.param_type_name == "option")


def test_the_version_is_told():
    assert re.fullmatch(r"grappe \d+\.\d+\.\d+\S*, Python 3\.\d+\.\d+\S*\n", run("--version").output)


def test_a_secret_is_long_and_new_each_time():
    one, other = run("secret").output.strip(), run("secret").output.strip()
    assert len(one) >= 50
    assert one != other


def test_an_unknown_command_is_refused():
    assert run("nothing-of-that-name").exit_code == 2


def test_the_solvers_are_loaded_by_the_commands_that_use_them_only():
    """Loaded with the command line, they cost every start two seconds."""
    asked = "import sys, grappe.cli.main; print(*{'ortools', 'scipy', 'pandas', 'numpy'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_command_line_knows_the_objectives_of_the_engine():
    assert get_args(Objective) == tuple(EngineObjective)
