"""Engines and analytics: documented, and free of whatever would make a run differ from its replay."""

import ast

import pytest

from tests.repository.sources import python_files, short, tree_of

ENGINES = ("src/grappe/engines", "src/grappe/analytics")
LOWER = ("src/grappe/kernel", *ENGINES)
CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "localtime"}
CLOCK_OWNERS = {"datetime", "date", "time"}
GENERATORS = {"Generator", "default_rng", "SeedSequence", "PCG64", "BitGenerator"}


def public_functions(path):
    """Functions and methods that a caller may name, outside private modules."""
    if any(part.startswith("_") and part != "__init__.py" for part in path.parts):
        return
    tree = tree_of(path)
    exported = exports_of(tree)
    for node in tree.body:
        if (
            isinstance(node, ast.FunctionDef)
            and not node.name.startswith("_")
            and (not exported or node.name in exported)
        ):
            yield node


def exports_of(tree):
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def faults_of(node):
    """A function of one plain argument may say all in its first line; the others have their sections.

    A first line that begins with "Return" is the section Returns.
    """
    text = ast.get_docstring(node) or ""
    arguments = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    returns = node.returns is not None and not (isinstance(node.returns, ast.Constant) and node.returns.value is None)
    if not text:
        yield "no docstring"
        return
    if "Parameters\n----------" in text:
        described = text.split("Parameters\n----------")[1]
        yield from (f"parameter {name} is not described" for name in arguments if name not in described)
    elif len(arguments) > 1:
        yield "no section Parameters"
    if (
        len(arguments) > 1
        and returns
        and not text.startswith("Return ")
        and "Returns\n-------" not in text
        and "Yields\n------" not in text
    ):
        yield "no section Returns"


def test_public_functions_of_the_engines_are_documented():
    exported_by_package = {
        (path.parent, name)
        for path in python_files(*ENGINES)
        if path.name == "__init__.py"
        for name in exports_of(tree_of(path))
    }
    wrong = [
        f"{short(path)}:{node.lineno} {node.name}: {fault}"
        for path in python_files(*ENGINES)
        for node in public_functions(path)
        if (path.parent, node.name) in exported_by_package
        for fault in faults_of(node)
    ]
    assert wrong == []


def test_every_function_of_the_engines_says_what_it_does():
    wrong = [
        f"{short(path)}:{node.lineno} {node.name}"
        for path in python_files(*ENGINES)
        for node in public_functions(path)
        if not ast.get_docstring(node)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", python_files(*LOWER), ids=short)
def test_no_clock_no_print_no_hidden_chance(path):
    wrong = []
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        owner, _, name = called.rpartition(".")
        if called in {"print", "input"}:
            wrong.append(f"{node.lineno}: {called}")
        elif name in CLOCKS and owner.split(".")[-1] in CLOCK_OWNERS:
            wrong.append(f"{node.lineno}: {called} reads a clock: take the day or the time as a parameter")
        elif owner in {"random", "np.random", "numpy.random"} and name not in GENERATORS | {"Random"}:
            wrong.append(f"{node.lineno}: {called} draws from a shared state: take a seed")
    assert wrong == []
