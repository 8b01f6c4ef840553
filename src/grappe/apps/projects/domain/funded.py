"""A signed agreement makes its proposal a public project, with what every funder gives to every partner."""

from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import GRANTED_LABELS, PartnerState
from grappe.apps.calls.models import Proposal, ProposalPartner
from grappe.apps.core.enums import Confidence
from grappe.apps.funding.enums import AgreementState
from grappe.apps.funding.models import Agreement, AgreementLine
from grappe.apps.projects.enums import ParticipationRole, ProjectStatus
from grappe.apps.projects.models import FundingLine, Participation, Project, ProjectLabel

SOURCE = "agreement"


def keep_funded_project(*, agreement: Agreement, by: User | None) -> Project:
    """Make or update the project of an agreement; what a person stated of it stays."""
    proposal = agreement.decision.proposal
    with recorded(by=by, verb="keep_funded_project"):
        project = project_of(proposal)
        values = values_of(proposal)
        if project is None:
            programme = programme_of(proposal)
            project = Project(programme=programme, reference=proposal.reference, is_simulated=proposal.is_simulated)
        for field, value in values.items():
            if not project.origin_of(field).get("by"):
                setattr(project, field, value)
                project.provenance[field] = entry()
        project.save()
        project.themes.set(proposal.themes.all())
        write_participations(project, proposal)
        write_labels(project, proposal)
        record_action(by=by, verb="keep_funded_project", target=project, agreement=agreement.reference)
    return project


def programme_of(proposal: Proposal) -> str:
    """The scheme as the lists of projects spell programmes: FUI, PSPC."""
    return proposal.round.call.scheme.code.upper()


def project_of(proposal: Proposal) -> Project | None:
    rows = Project.objects.select_for_update().filter(reference=proposal.reference)
    return rows.filter(programme__iexact=programme_of(proposal)).first()


def call_of(proposal: Proposal) -> str:
    """The round by its number, which reads the same in both languages; without one, by its title."""
    number = proposal.round.number
    return f"{programme_of(proposal)} {number}" if number else proposal.round.title_fr[:120]


def entry() -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    return {"source": SOURCE, "on": today, "confidence": int(Confidence.CONFIRMED), "by": None}


def lines_in_force(proposal: Proposal) -> Any:
    rows = AgreementLine.objects.filter(agreement__decision__proposal=proposal)
    return rows.exclude(agreement__state=AgreementState.DRAFT)


def values_of(proposal: Proposal) -> dict[str, Any]:
    agreements = Agreement.objects.filter(decision__proposal=proposal).exclude(state=AgreementState.DRAFT)
    first = min((one.starts_on for one in agreements), default=None)
    last = max((one.ends_on for one in agreements), default=None)
    partners = proposal.partners.exclude(state=PartnerState.DECLINED)
    is_over = bool(agreements) and all(one.state == AgreementState.CLOSED for one in agreements)
    return {
        "call": call_of(proposal),
        "status": ProjectStatus.CLOSED if is_over else ProjectStatus.RUNNING,
        "acronym": proposal.acronym,
        "title_fr": proposal.title_fr,
        "title_en": proposal.title_en,
        "abstract_fr": proposal.abstract_fr,
        "abstract_en": proposal.abstract_en,
        "starts_on": first,
        "ends_on": last,
        "total_cost": partners.aggregate(sum=Sum("costs__amount"))["sum"],
        "public_aid": lines_in_force(proposal).aggregate(sum=Sum("aid"))["sum"],
    }


def write_participations(project: Project, proposal: Proposal) -> None:
    for partner in proposal.partners.exclude(state=PartnerState.DECLINED):
        rows = lines_in_force(proposal).filter(partner=partner)
        aid = rows.aggregate(sum=Sum("aid"))["sum"]
        held, _made = Participation.objects.update_or_create(
            project=project,
            organisation=partner.organisation,
            reference="",
            defaults={
                "role": ParticipationRole.LEAD if partner.is_lead else ParticipationRole.PARTNER,
                "cost": cost_of(partner),
                "aid": aid,
            },
        )
        sums = rows.order_by().values_list("agreement__decision__funder").annotate(sum=Sum("aid"))
        given = {funder: amount for funder, amount in sums if amount}
        held.funding_lines.exclude(funder__in=given).delete()
        for funder, amount in given.items():
            FundingLine.objects.update_or_create(participation=held, funder_id=funder, defaults={"amount": amount})


def cost_of(partner: ProposalPartner) -> Decimal | None:
    total: Decimal | None = partner.costs.aggregate(sum=Sum("amount"))["sum"]
    return total


def write_labels(project: Project, proposal: Proposal) -> None:
    for request in proposal.label_requests.filter(state__in=GRANTED_LABELS).order_by("-is_first", "pk"):
        has_first = project.labels.filter(is_lead=True).exists()
        ProjectLabel.objects.get_or_create(
            project=project,
            cluster=request.cluster,
            defaults={
                "is_lead": request.is_first and not has_first,
                "labelled_on": timezone.localdate(request.decided_at) if request.decided_at else None,
            },
        )
