"""The API's description as a file, committed and compared in the tests."""

import json
from pathlib import Path

import typer


def openapi(out: Path = typer.Option(Path("docs/reference/openapi.json"), help="Where to write.")) -> None:
    """Write the OpenAPI description of the API."""
    from grappe.cli.main import prepare

    prepare()
    out.write_text(describe(), encoding="utf-8")


def describe() -> str:
    """The description as text, the same at every run."""
    from django.utils.module_loading import import_string

    api = import_string("grappe.api.v1.api.api")
    return json.dumps(api.get_openapi_schema(), indent=1, sort_keys=True, ensure_ascii=False, default=str) + "\n"
