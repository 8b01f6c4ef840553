from collections.abc import Callable, Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from grappe.apps.funding.exchange.subventions import subventions_csv
from grappe.apps.funding.exchange.three_sixty import grants_csv, grants_json
from grappe.apps.funding.queries.published import PublishedGrant, published_grants

Writer = Callable[[Iterable[PublishedGrant]], str]
FILES: dict[str, tuple[Writer, str]] = {
    "subventions.csv": (subventions_csv, "text/csv; charset=utf-8"),
    "360giving.json": (grants_json, "application/json"),
    "360giving.csv": (grants_csv, "text/csv; charset=utf-8"),
}


@require_safe
def grants_file(request: HttpRequest, name: str, kind: str) -> HttpResponse:  # noqa: ARG001 - the framework hands it over
    """Grants of agreements in force, in the formats that others collect them by."""
    file = f"{name}.{kind}"
    if file not in FILES:
        raise Http404
    write, content_type = FILES[file]
    answer = HttpResponse(write(published_grants()), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer
