"""The tree as the guards read it: the files that are kept, parsed once."""

import ast
import subprocess
from functools import cache
from pathlib import Path

from grappe.cli.messages import PACKAGE

ROOT = PACKAGE.parent.parent
NOT_OURS = {".git", ".venv", "var", "__pycache__", "dist", "build", "node_modules"}


@cache
def kept_files():
    """What git keeps or would keep; every file outside the ignored folders where the tree came without git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts)]
    return sorted(path for path in paths if path.is_file())


@cache
def python_files(*folders: str):
    """Python files below these folders of the tree, without migrations."""
    tops = [ROOT / folder for folder in folders]
    return [
        path
        for path in kept_files()
        if path.suffix == ".py" and "migrations" not in path.parts and any(path.is_relative_to(top) for top in tops)
    ]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
