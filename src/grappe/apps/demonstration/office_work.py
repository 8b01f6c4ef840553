"""What waits on an office's desk: requests, contradictions, doubles and old data, so that no page of it is empty."""

from datetime import date, timedelta

from grappe.apps.accounts.models import User
from grappe.apps.core.enums import Confidence
from grappe.apps.core.models import Source
from grappe.apps.core.text import Fold
from grappe.apps.demonstration.members import simulation_source
from grappe.apps.demonstration.people import EXPERT, MEMBER, OFFICER
from grappe.apps.directory.bridge.merges import propose_merges
from grappe.apps.directory.domain.claims import claim_organisation
from grappe.apps.directory.domain.confirmation import confirm_organisation
from grappe.apps.directory.domain.corrections import propose_correction
from grappe.apps.directory.domain.values import correct_values, set_values
from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Cluster, Organisation

SHOWN = 12
DOUBLES = 4
# Past the year after which an office asks its members again.
LONG_AGO = timedelta(days=900)


def add_office_work(cluster: Cluster, people: dict[str, User], *, today: date) -> None:
    """Fill the queue, the list of stale data, the search for doubles and a few histories of one cluster."""
    members = list(
        Organisation.objects.filter(memberships__cluster=cluster, kind=OrganisationKind.FIRM).order_by("pk")[:SHOWN]
    )
    kept, corrected, contested, confirmed, *others = members
    confirm_organisation(organisation=kept, by=people[MEMBER])
    add_requests(corrected, others[0], people)
    add_conflict(contested, people[OFFICER], today)
    confirm_organisation(organisation=confirmed, by=people[OFFICER])
    age(others[-2:], today - LONG_AGO)
    add_doubles(others[:DOUBLES])


def add_requests(corrected: Organisation, claimed: Organisation, people: dict[str, User]) -> None:
    """A firm somebody wants to keep, and corrections that somebody else proposes."""
    claim_organisation(
        organisation=claimed, message="Je m’occupe des partenariats (demande simulée).", by=people[EXPERT]
    )
    proposals = {"city": "Sophia Antipolis", "website": "https://www.exemple-simule.example"}
    for field, value in proposals.items():
        propose_correction(
            organisation=corrected, field=field, value=value, reason="Déménagement (simulé)", by=people[EXPERT]
        )


def add_conflict(organisation: Organisation, officer: User, today: date) -> None:
    """An officer corrected a name and a town; an import of the same day says otherwise."""
    source: Source = simulation_source()
    held = {"legal_name": organisation.legal_name, "city": organisation.city}
    correct_values(
        organisation=organisation,
        values={"legal_name": f"{organisation.legal_name} Innovation", "city": "Valbonne"},
        reason="Extrait Kbis reçu (simulé)",
        by=officer,
    )
    set_values(organisation=organisation, values=held, source=source, observed_on=today, confidence=Confidence.OFFICIAL)


def age(organisations: list[Organisation], day: date) -> None:
    """Values that nobody has looked at for years."""
    for one in organisations:
        one.provenance = {field: entry | {"on": day.isoformat()} for field, entry in one.provenance.items()}
    Organisation.objects.bulk_update(organisations, ["provenance"])


def add_doubles(organisations: list[Organisation]) -> None:
    """The same firms as another file spells them, and the search that finds them."""
    spelt = Organisation.objects.filter(pk__in=[one.pk for one in organisations]).annotate(plain=Fold("legal_name"))
    doubles = Organisation.objects.bulk_create(
        Organisation(
            kind=one.kind,
            legal_name=f"{one.plain.upper()} SAS",
            country=one.country,
            city=one.city,
            department=one.department,
            is_simulated=True,
            provenance={"legal_name": one.provenance["legal_name"]},
        )
        for one in spelt.order_by("pk")
    )
    keys = [one.pk for one in (*organisations, *doubles)]
    propose_merges(by=None, among=Organisation.objects.filter(pk__in=keys))
