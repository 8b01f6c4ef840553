"""The consortium builder: collect organisations, then carry the group into a proposal of an open call."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.domain.partners import add_partner
from grappe.apps.calls.domain.proposals import open_proposal
from grappe.apps.calls.models import CallRound, Proposal
from grappe.apps.directory.models import Organisation
from grappe.apps.partnerships.errors import GatheringRefusedError
from grappe.apps.partnerships.models import GatheredOrganisation, Gathering

MOST = 40


def begin_gathering(
    *,
    lead: Organisation,
    name: str,
    about: str = "",
    round: CallRound | None = None,  # noqa: A002
    by: User,
) -> Gathering:
    """Begin a group around its lead."""
    with recorded(by=by, verb="begin_gathering"):
        gathering = Gathering.objects.create(lead=lead, name=name, about=about, round=round, made_by=by)
        record_action(by=by, verb="begin_gathering", target=gathering)
    return gathering


def gather(*, gathering: Gathering, organisation: Organisation, by: User) -> GatheredOrganisation:
    """Collect an organisation; it is told nothing before the group is carried on."""
    if organisation.pk == gathering.lead_id:
        raise GatheringRefusedError(_("The lead is in the group already."))
    if gathering.gathered.count() >= MOST:
        raise GatheringRefusedError(_("A group holds at most %(count)d organisations.") % {"count": MOST})
    with recorded(by=by, verb="gather"):
        try:
            with transaction.atomic():
                row = GatheredOrganisation.objects.create(gathering=gathering, organisation=organisation)
        except IntegrityError as error:
            raise GatheringRefusedError(_("This organisation is in the group already.")) from error
        record_action(by=by, verb="gather", target=gathering, organisation=organisation.pk)
    return row


def leave_out(*, row: GatheredOrganisation, by: User) -> None:
    with recorded(by=by, verb="leave_out"):
        record_action(by=by, verb="leave_out", target=row.gathering, organisation=row.organisation_id)
        row.delete()


def carry_into_proposal(
    *,
    gathering: Gathering,
    round: CallRound,  # noqa: A002
    language: str,
    by: User,
) -> Proposal:
    """Open a proposal led by the group's lead and ask everybody in it to join; the group stays as it was."""
    with recorded(by=by, verb="carry_into_proposal"):
        held = Gathering.objects.select_for_update().get(pk=gathering.pk)
        if held.proposal_id is not None:
            raise GatheringRefusedError(_("This group has become a proposal already: open it."))
        proposal = open_proposal(round=round, lead=held.lead, acronym=held.name, language=language, by=by)
        rows = GatheredOrganisation.objects.filter(gathering=held, organisation__merged_into=None)
        for row in rows.select_related("organisation__department").order_by("pk"):
            add_partner(proposal=proposal, organisation=row.organisation, by=by)
        held.proposal, held.round = proposal, round
        held.save(update_fields=["proposal", "round"])
        record_action(by=by, verb="carry_into_proposal", target=held, proposal=proposal.reference)
    return proposal
