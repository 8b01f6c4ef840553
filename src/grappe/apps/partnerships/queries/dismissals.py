"""What a body set aside among its suggestions."""

from django.db.models import QuerySet

from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.models import SetAside


def set_aside_rows(body: Organisation | Cluster) -> QuerySet[SetAside]:
    """Those set aside, the latest first, with who did so."""
    kind = "cluster" if isinstance(body, Cluster) else "organisation"
    rows = SetAside.objects.filter(**{kind: body}).select_related(f"other_{kind}", "made_by")
    return rows.order_by("-made_at", "-pk")
