"""Write the pages of ``docs/reference`` that the code itself can tell: settings and commands.

``python -m grappe.conf.reference`` (``make reference``) writes them; a test fails when they are behind the code.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from typer.core import TyperGroup
from typer.main import get_command

from grappe.cli.main import app
from grappe.cli.messages import PACKAGE
from grappe.conf.environment import Environment

FOLDER = PACKAGE.parent.parent / "docs" / "reference"
WRITTEN = "<!-- Written by `make reference` from the code: change it there. -->\n"
# Read by the commands and the suite, not by the site: they stand outside the settings that are checked at start.
TOOLS = {
    "GRAPPE_CHROMIUM": "program that the browser tests drive, when it is not found by its usual names",
    "GRAPPE_BROWSER": "`required`: browser tests without a Chromium stop the suite; `never`: they are left out",
    "GRAPPE_SPARK": "`required`: tests of the observatory on Spark fail where PySpark or Java is missing",
    "GRAPPE_CI_SECONDS": "how long `.ci/run` lets the suite take; 3600 seconds when it is not set",
}


def settings_page() -> str:
    """Every setting of the environment, with what may be written and what holds otherwise."""
    rows = [
        f"| `GRAPPE_{name.upper()}` | {kind_of(field)} | {default_of(field)} | {escaped(field.description or '')} |"
        for name, field in Environment.model_fields.items()
    ]
    tools = [f"| `{name}` | {text} |" for name, text in TOOLS.items()]
    return "\n".join(
        [
            WRITTEN,
            "# Settings",
            "",
            "Grappe reads its settings from environment variables and checks them all at start: a wrong one is named,",
            "with what to write instead, and nothing starts. Production is the default and is safe by default: it asks",
            "for a secret key and for host names, and refuses to guess either.",
            "",
            "| Variable | Value | Default | Meaning |",
            "|---|---|---|---|",
            *rows,
            "",
            "## For the tools",
            "",
            "| Variable | Meaning |",
            "|---|---|",
            *tools,
            "",
        ]
    )


def kind_of(field: FieldInfo) -> str:
    kind: Any = field.annotation
    if kind is bool:
        return "true or false"
    if kind is int:
        bounds = {type(mark).__name__: mark for mark in field.metadata}
        low, high = (getattr(bounds.get(name), name.lower(), None) for name in ("Ge", "Le"))
        return f"number{f' from {low}' if low is not None else ''}{f' to {high}' if high is not None else ''}"
    if get_origin(kind) is not None and all(isinstance(choice, str) for choice in get_args(kind)):
        return " or ".join(f"`{choice}`" for choice in get_args(kind))
    if kind is Path or Path in get_args(kind):
        return "folder"
    return "list" if get_origin(kind) is list else "text"


def default_of(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True)
    shown = value.get_secret_value() if isinstance(value, SecretStr) else value
    if isinstance(shown, bool):
        shown = str(shown).lower()
    return f"`{shown}`" if shown not in ("", None, []) else "none"


def commands_page() -> str:
    """Every command with its arguments and options, as the help tells them."""
    lines = [WRITTEN, "# Commands", "", "What `grappe --help` tells, in one page.", ""]
    for path, command in commands_of(get_command(app), ["grappe"]):
        lines += [f"## `{' '.join(path)}`", "", escaped(command.help or ""), ""]
        shown = [option for option in command.params if not (option.hidden or option.name in COMPLETION)]
        if shown:
            lines += ["| Argument or option | Default | Meaning |", "|---|---|---|", *map(described, shown), ""]
    return "\n".join(lines)


COMPLETION = {"install_completion", "show_completion", "help"}


def commands_of(command: Any, path: list[str]) -> Iterator[tuple[list[str], Any]]:
    yield path, command
    if isinstance(command, TyperGroup):
        for name, inner in command.commands.items():
            if not inner.hidden:
                yield from commands_of(inner, [*path, name])


def described(option: Any) -> str:
    """One row: how it is written, what holds without it, what it means."""
    is_argument = option.param_type_name == "argument"
    name = option.name.upper() if is_argument else ", ".join([*option.opts, *option.secondary_opts])
    is_set = isinstance(option.default, str | int | float | Path) and option.default not in (False, "")
    default = f"`{option.default}`" if is_set else ""
    return f"| `{name}` | {default} | {escaped(option.help or '')} |"


def escaped(text: str) -> str:
    """One line of a table, or of a paragraph."""
    return " ".join(text.split()).replace("|", "\\|")


PAGES = {"settings.md": settings_page, "commands.md": commands_page}


def main() -> None:
    """Write the pages."""
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
