"""The records that addresses of partnerships name, for the walk over every address."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.domain.agreements import add_agreement_document, add_party, record_agreement
from grappe.apps.partnerships.domain.gatherings import begin_gathering, gather
from grappe.apps.partnerships.domain.networks import add_step, found_network
from grappe.apps.partnerships.domain.profiles import submit_profile
from grappe.apps.partnerships.domain.saved_searches import save_search, token_of
from grappe.apps.partnerships.enums import AgreementKind, NetworkStepKind
from grappe.apps.partnerships.models import AbroadPath, Stay
from tests.factories import make_cluster, make_organisation
from tests.partnership_rows import make_draft, make_interest, make_published

TODAY = date(2026, 11, 28)


def partnership_records(person: User, cluster: Cluster, member: Organisation) -> dict[str, dict[str, Any]]:
    """The member has a published profile that another cluster answered, and one that waits for its review."""
    published = make_published(member, by=person)
    waiting = submit_profile(profile=make_draft(member, by=person), by=person)
    interest = make_interest(published, make_cluster())
    own = {"pk": waiting.pk}
    search = save_search(user=person, name="Mine", query="kind=business_offer", today=TODAY)
    network = found_network(lead=cluster, name="Walked", members=[make_cluster()], by=person)
    step = add_step(network=network, kind=NetworkStepKind.ROADMAP, text="First", due_on=None, by=person)
    stay = Stay.objects.create(home=make_cluster(), host=cluster, aims="See", starts_on=TODAY, ends_on=TODAY)
    way = AbroadPath.objects.create(organisation=member, cluster=cluster, country="DE", aim="Sell", opened_on=TODAY)
    gathering = begin_gathering(lead=member, name="GROUP", by=person)
    row = gather(gathering=gathering, organisation=make_organisation(), by=person)
    group = {"pk": gathering.pk, "row": row.pk, "what": "carry"}
    return {
        "unsubscribe": {"token": token_of(search)},
        "member:remove_search": {"pk": search.pk},
        "public:network": {"slug": network.slug},
        "office:network": {"slug": network.slug},
        "office:network_": {"slug": network.slug, "what": "add", "pk": step.pk},
        "office:stay_step": {"pk": stay.pk, "what": "agree"},
        "office:path": {"pk": way.pk},
        "member:approach": {"pk": member.pk},
        "member:approach_cluster": {"pk": cluster.pk},
        "member:consent": {"key": f"organisation-{member.pk}"},
        "member:dismissed": {"key": f"organisation-{member.pk}"},
        "member:take_back": {"key": f"organisation-{member.pk}"},
        "member:set_aside": {"key": f"organisation-{member.pk}", "pk": published.organisation_id},
        **{f"member:gathering{name}": group for name in ("", "_step", "_leave")},
        **agreement_records(person, cluster),
        "public:partnership": {"pk": published.pk},
        "public:partnerships-file": {"kind": "csv"},
        "api-v1:read_partnership_profile": {"key": published.pk},
        "api-v1:read_cluster_network": {"slug": network.slug},
        "api-v1:suggest_partners_of_organisation": {"key": member.pk},
        "api-v1:suggest_partners_of_cluster": {"slug": cluster.slug},
        "member:partnership": own,
        "member:edit_partnership": own,
        "member:partnership_step": own | {"what": "withdraw"},
        "member:express_interest": {"pk": published.pk},
        "member:interest": {"pk": interest.pk},
        "member:interest_step": {"pk": interest.pk, "what": "close"},
        "office:partnership": own,
        "office:decide_partnership": own,
    }


def agreement_records(person: User, cluster: Cluster) -> dict[str, dict[str, Any]]:
    """An agreement that the cluster keeps, with a second party and a document."""
    agreement = record_agreement(keeper=cluster, kind=AgreementKind.TWINNING, values={"title_en": "Twins"}, by=person)
    party = add_party(agreement=agreement, body=make_cluster(), by=person)
    paper = add_agreement_document(
        agreement=agreement, file=ContentFile(b"%PDF-1.7", name="x.pdf"), name="x.pdf", by=person
    )
    signed = {"code": agreement.code}
    return {
        "public:agreement": signed,
        "public:agreements-file": {"kind": "csv"},
        "public:agreement_counts-file": {"kind": "csv"},
        "office:agreement": signed,
        "office:agreement_step": signed | {"what": "renew"},
        "office:agreement_row": signed | {"what": "remove-party", "pk": party.pk},
        "office:agreement_document": signed | {"pk": paper.pk},
        "api-v1:read_partnership_agreement": {"slug": agreement.code},
    }
