"""The API as a whole."""

from grappe import __version__
from grappe.api.v1.description import DescribedAPI
from grappe.api.v1.errors import add_handlers
from grappe.api.v1.routes import (
    callers,
    calls,
    check_ins,
    clusters,
    editions,
    observatory,
    organisations,
    partnerships,
    projects,
    reference,
    suggestions,
)

api = DescribedAPI(
    title="Grappe",
    version=__version__,
    description="The register of clusters, organisations and projects. Reading is open; writing needs a token.",
    urls_namespace="api-v1",
    docs_url=None,
)
add_handlers(api)
MODULES = (
    reference,
    clusters,
    organisations,
    projects,
    calls,
    partnerships,
    suggestions,
    editions,
    observatory,
    check_ins,
    callers,
)
for module in MODULES:
    api.add_router("", module.router)
