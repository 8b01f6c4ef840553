"""Methods of the observatory: every indicator of the library has its page, and what a page names exists."""

import inspect
import shlex

import pytest
import typer
from django.utils import translation

from grappe.cli.main import app
from grappe.engines import specialisation
from grappe.web.public.observatory.methods import FAMILIES, METHODS


def test_every_function_of_the_library_is_told_by_a_page():
    public = {name: getattr(specialisation, name) for name in specialisation.__all__}
    held = {name for name, one in public.items() if callable(one) and not inspect.isclass(one)}
    assert {name for one in METHODS for name in one.functions} == held


@pytest.mark.parametrize("line", sorted({one.command for one in METHODS if one.command}))
def test_the_command_of_a_page_is_one(line):
    program, group, name, *asked = shlex.split(line)
    command = typer.main.get_command(app).commands[group].commands[name]
    assert program == "grappe"
    with command.make_context(name, asked) as context:
        assert context.command.name == name


def test_methods_are_listed_by_family_and_each_page_opens(client, db):
    assert len({one.code for one in METHODS}) == len(METHODS)
    for language in ("en", "fr"):
        page = client.get(f"/{language}/observatory/methods/").content.decode()
        assert page.count("<h2 ") >= len(FAMILIES)
        for one in METHODS:
            address = f"/{language}/observatory/methods/{one.code}/"
            assert f'href="{address}"' in page
            shown = client.get(address).content.decode()
            with translation.override(language):
                assert str(one.title) in shown
            assert one.command in shown
            assert all(name in shown for name in one.functions)


def test_a_page_names_what_computes_it(client, db):
    page = client.get("/fr/observatory/methods/economic-complexity/").content.decode()
    assert "deuxième vecteur propre de D⁻¹ M U⁻¹ Mᵀ" in page
    assert "écart spectral" in page
    assert "grappe observatory eci --in cells.parquet --out eci.csv" in page
    assert "Commande" in page
    assert "grappe observatory" not in client.get("/en/observatory/methods/proximity/").content.decode()
