"""Names, lengths and places: what keeps the house easy to walk through."""

import ast
import statistics

import pytest

from tests.repository.sources import ROOT, kept_files, python_files, short, tree_of

NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "handler", "handlers"}
FILE_LINES, MEDIAN_LINES, FUNCTION_LINES, CLASS_LINES = 500, 80, 50, 250
# Folders of tests that mirror no folder of the package: benchmarks, a browser’s walks, examples, and these guards.
UNMIRRORED = {"benchmarks", "e2e", "examples", "repository"}
# Written in halves, so that this file does not hold what it looks for.
MACHINE_PATHS = tuple("/" + name for name in ("work/", "root/", "home/", "opt/py" + "pi", "Users/", "tmp/bash"))
INDEX_HOSTS = tuple(name + ".org" for name in ("py" + "pi", "files.python" + "hosted", "npm" + "js"))
BINARY = {".png", ".jpg", ".ico", ".woff2", ".xlsx", ".pdf", ".parquet", ".gz", ".zip", ".mo"}


def test_no_module_is_named_after_nothing():
    wrong = [short(path) for path in kept_files() if NAMELESS & set(path.relative_to(ROOT).with_suffix("").parts)]
    assert wrong == [], "if a thing has no name, it has no room yet"


def test_files_stay_short():
    lengths = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files("src", "tests")}
    assert {name: length for name, length in lengths.items() if length > FILE_LINES} == {}
    product = [length for name, length in lengths.items() if name.startswith("src/") and length]
    assert statistics.median(product) <= MEDIAN_LINES


def length_of(node):
    """Lines of a definition without its docstring."""
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return node.end_lineno - node.lineno + 1 - (first.end_lineno - first.lineno + 1 if documented else 0)


@pytest.mark.parametrize(
    ("kinds", "limit"),
    [((ast.FunctionDef, ast.AsyncFunctionDef), FUNCTION_LINES), ((ast.ClassDef,), CLASS_LINES)],
    ids=["functions", "classes"],
)
def test_definitions_stay_short(kinds, limit):
    wrong = [
        f"{short(path)}:{node.lineno} {node.name}: {length_of(node)} lines"
        for path in python_files("src", "tests", "benchmarks")
        for node in ast.walk(tree_of(path))
        if isinstance(node, kinds) and length_of(node) > limit
    ]
    assert wrong == []


def test_nothing_names_a_machine_or_an_index():
    wrong = [
        f"{short(path)}:{number}: {found}"
        for path in kept_files()
        if path.suffix not in BINARY and short(path) != "tests/repository/test_tree.py"
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        for found in (*MACHINE_PATHS, *INDEX_HOSTS)
        if found in line
    ]
    assert wrong == []


def test_every_test_mirrors_a_place_in_the_package():
    wrong = [
        short(path)
        for path in python_files("tests")
        if path.name.startswith("test_")
        and (parts := path.relative_to(ROOT / "tests").parent.parts)
        and parts[0] not in UNMIRRORED
        and not (mirrored := (ROOT / "src" / "grappe").joinpath(*parts)).is_dir()
        and not mirrored.with_suffix(".py").is_file()
    ]
    assert wrong == []


def test_tests_are_functions_without_mocks():
    classes, mocks = [], []
    for path in python_files("tests"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
                classes.append(f"{short(path)}:{node.lineno}")
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            origin = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            if "mock" in origin.split(".") or any("mock" in name.split(".") for name in names):
                mocks.append(f"{short(path)}:{node.lineno}")
    assert classes == []
    assert mocks == []
