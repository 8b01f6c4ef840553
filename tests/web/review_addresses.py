"""The records that addresses of the reviews name, for the walk over every address."""

from typing import Any

from grappe.apps.accounts.models import User
from grappe.apps.calls.models import Author
from grappe.apps.reviews.domain.experts import declare_tie
from grappe.apps.reviews.domain.large_bodies import record_large_body
from grappe.apps.reviews.enums import PanelPhase
from grappe.apps.reviews.models import AssignmentRun, ExpertProfile, PanelSeat
from tests.call_rows import make_attachment
from tests.factories import make_organisation
from tests.review_rows import make_expert, make_panel, make_reading, make_received, make_review


def review_records(person: User, expert: User) -> dict[str, dict[str, Any]]:
    """A panel that hears the consortia: the expert reads for it, the person writes for the lead."""
    panel = make_panel(PanelPhase.HEARING)
    proposal = make_received(panel.round)
    Author.objects.create(partner=proposal.partners.get(is_lead=True), user=person)
    ExpertProfile.objects.create(user=expert, languages=["fr"])
    seat = PanelSeat.objects.create(panel=panel, user=expert)
    reading = make_reading(panel, proposal, expert, "asked")
    make_review(make_reading(panel, proposal, make_expert(panel)))
    tie = declare_tie(user=expert, values={"kind": "other", "person_email": "x@x.example"}, by=expert)
    run = AssignmentRun.objects.create(panel=panel)
    body = record_large_body(organisation=make_organisation(), reason="Thousands of laboratories", by=person)
    at = {"slug": panel.round.slug}
    return {
        "member:withdraw_tie": {"pk": tie.pk},
        "member:review": {"pk": reading.pk},
        "member:answer_reading": {"pk": reading.pk},
        "member:bids": {"pk": panel.pk},
        "member:panel_file": {"pk": proposal.pk},
        "member:review_file": {"pk": proposal.pk, "attachment": make_attachment(proposal).pk},
        "member:hearing": {"pk": proposal.pk},
        "office:review_": at,
        "office:withdraw_large_body": {"pk": body.pk},
        "office:review_unseat": at | {"pk": seat.pk},
        "office:review_run": at | {"pk": run.pk},
        "office:review_adopt_run": at | {"pk": run.pk},
    }
