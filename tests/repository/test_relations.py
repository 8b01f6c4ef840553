"""What import-linter cannot see: string foreign keys, names of addresses, templates and tags across apps."""

import re
import tomllib

import pytest
from django.apps import apps
from django.urls import get_resolver

from tests.repository.sources import ROOT, kept_files, python_files, short

AUDIENCES = {"public", "member", "office", "expert"}


def stack():
    """The apps from the lowest to the highest, as the contract states them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    contract = next(one for one in settings["contracts"] if one["name"] == "The stack of the apps")
    layers = [re.findall(r"[\w.]+", layer) for layer in reversed(contract["layers"])]
    return {name.split(".")[-1]: height for height, names in enumerate(layers) for name in names}


def test_no_relation_points_up_the_stack():
    heights = stack()
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in heights
        for field in model._meta.get_fields(include_hidden=True)
        if field.is_relation and not field.auto_created and field.related_model is not None
        if heights.get(field.related_model._meta.app_label, -1) > heights[model._meta.app_label]
    ]
    assert wrong == []


def test_siblings_do_not_point_at_each_other():
    heights = stack()
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.related_model is not None
        and model._meta.app_label != field.related_model._meta.app_label
        and heights.get(model._meta.app_label, -1) == heights.get(field.related_model._meta.app_label, -2)
    ]
    assert wrong == []


def templates():
    return [
        path for path in kept_files() if "templates" in path.parts and path.suffix in {".html", ".txt", ".svg", ".xml"}
    ]


@pytest.mark.parametrize("path", templates(), ids=short)
def test_a_template_uses_only_its_own_audience_and_the_shared_ones(path):
    """A page of the office that draws a part of the public pages would break when these change."""
    owner = path.relative_to(ROOT / "src" / "grappe").parts[1]
    named = re.findall(r"{%\s*(?:include|extends)\s+['\"](\w+)/", path.read_text(encoding="utf-8"))
    loaded = {
        name for line in re.findall(r"{%\s*load\s+([^%]*)%}", path.read_text(encoding="utf-8")) for name in line.split()
    }
    assert {name for name in named if name in AUDIENCES - {owner}} == set()
    assert {name for name in loaded if name in AUDIENCES - {owner}} == set()


def known_names(resolver, prefix=""):
    """Every name that `reverse` knows, with its namespaces."""
    names = {prefix + name for name in resolver.reverse_dict if isinstance(name, str)}
    for namespace, (_, inner) in resolver.namespace_dict.items():
        names |= known_names(inner, f"{prefix}{namespace}:")
    return names


def test_every_named_address_exists():
    known = known_names(get_resolver())
    called = [
        (path, name) for path in templates() for name in re.findall(r"{%\s*url\s+['\"]([\w:-]+)['\"]", path.read_text())
    ]
    pattern = r"\b(?:reverse|reverse_lazy|redirect|resolve_url)\(\s*['\"]([\w:-]+)['\"]"
    called += [(path, name) for path in python_files("src") for name in re.findall(pattern, path.read_text())]
    unknown = {f"{short(path)}: {name}" for path, name in called if name not in known}
    assert unknown == set()
