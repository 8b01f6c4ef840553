"""A database of its own for each size, on the named server or on an embedded one under var/."""

import os
from pathlib import Path
from urllib.parse import urljoin, uses_netloc, uses_relative


def connect(organisations: int) -> None:
    """Point Django at the benchmark's database; call it before anything of Django's."""
    from grappe.cli import embedded

    name = f"grappe_benchmark_{organisations}"
    os.environ.setdefault("GRAPPE_MODE", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grappe.conf.settings")
    url = os.environ.get("GRAPPE_DATABASE_URL")
    if url:
        uses_relative.append("postgresql")
        uses_netloc.append("postgresql")
        os.environ["GRAPPE_DATABASE_URL"] = urljoin(url, f"/{name}")
    else:
        folder = Path(os.environ.get("GRAPPE_DATA_DIR", "var")) / "benchmark"
        os.environ["GRAPPE_DATABASE_URL"] = embedded.address(embedded.start(folder), name)
    import django

    django.setup()
