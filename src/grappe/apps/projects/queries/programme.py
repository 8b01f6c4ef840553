"""Which projects of the register are the programme's own."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Upper

from grappe.apps.calls.enums import CallState
from grappe.apps.calls.models import Call
from grappe.apps.projects.models import Project, ProjectLabel
from grappe.kernel.programme import FUND


def own_projects() -> QuerySet[Project]:
    """Those that a cluster has labelled, and those funded through a call of the programme.

    A project spells its programme as the scheme of its call is coded. A cluster's own call is not the programme's, nor
    is one that was never published. The calls of the programme's fund count whether or not the register holds them.
    """
    calls = Call.objects.filter(owner_cluster=None).exclude(state=CallState.DRAFT).order_by()
    labelled = ProjectLabel.objects.filter(project=OuterRef("pk"))
    funded = Q(spelt=FUND) | Q(spelt__in=calls.values(code=Upper("scheme__code")))
    return Project.objects.alias(spelt=Upper("programme")).filter(funded | Exists(labelled)).order_by()
