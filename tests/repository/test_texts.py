"""Texts that Python code shows to people go through gettext, whole."""

import ast

from tests.repository.sources import python_files, short, tree_of

# Calls whose texts people read: messages of a page, errors of a form, labels of its fields.
SPOKEN_CALLS = {"ValidationError", "success", "error", "warning", "info", "add_error", "add_message"}
SPOKEN_OWNERS = {"messages", "forms", "self", ""}
SPOKEN_ARGUMENTS = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label", "error_messages"}
MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "gettext_noop"}


def is_text(node):
    """A literal that a person could read: letters, and more than a code."""
    if isinstance(node, ast.JoinedStr):
        return any(is_text(part) for part in node.values)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and any(char.isalpha() for char in node.value)


def bare_texts(tree):
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        owner, _, name = ast.unparse(node.func).rpartition(".")
        if name in SPOKEN_CALLS and owner in SPOKEN_OWNERS and (owner or name == "ValidationError"):
            yield from (argument for argument in node.args if is_text(argument) and " " in ast.unparse(argument))
        for keyword in node.keywords:
            if keyword.arg in SPOKEN_ARGUMENTS and is_text(keyword.value):
                yield keyword.value


def spliced_messages(tree):
    """Messages built from pieces cannot be put into another language's order."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS:
            yield from (argument for argument in node.args if isinstance(argument, ast.JoinedStr))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            sides = [side.func for side in (node.left, node.right) if isinstance(side, ast.Call)]
            if any(getattr(side, "id", "") in MARKS for side in sides):
                yield node


def found(search, *folders):
    return [
        f"{short(path)}:{node.lineno}: {ast.unparse(node)}"
        for path in python_files(*folders)
        for node in search(tree_of(path))
    ]


def test_no_text_for_people_is_bare():
    assert found(bare_texts, "src/grappe/apps", "src/grappe/web") == []


def test_no_message_is_spliced():
    assert found(spliced_messages, "src/grappe") == []


def test_the_guard_sees_what_it_is_for():
    seen = ast.parse(
        'messages.success(request, "It is saved")\n'
        'raise ValidationError("Choose another day")\n'
        'name = forms.CharField(label="Name")\n'
        'text = _(f"Hello {name}")\n'
        'other = _("Hello ") + name\n'
    )
    assert len(list(bare_texts(seen))) == 3
    assert len(list(spliced_messages(seen))) == 2
    assert list(bare_texts(ast.parse('messages.success(request, _("It is saved"))'))) == []
