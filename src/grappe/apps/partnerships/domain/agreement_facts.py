"""The agreements that public documents name, loaded once; where a source names a country only, so does the party."""

from datetime import date

from django.db import transaction

from grappe.apps.core.enums import Confidence
from grappe.apps.directory.domain.reference import source_code
from grappe.apps.directory.models import Cluster
from grappe.apps.partnerships.models import PartnershipAgreement, PartnershipParty
from grappe.kernel.agreements import KnownAgreement, known_agreements


def load_agreements(*, today: date) -> int:
    """Load the packaged agreements that the register does not hold; returns how many came in."""
    held = set(PartnershipAgreement.objects.values_list("code", flat=True))
    clusters = {one.slug: one for one in Cluster.objects.all()}
    new = [one for one in known_agreements() if one.code not in held and one.cluster_id in clusters]
    with transaction.atomic():
        for one in new:
            add_known(one, clusters[one.cluster_id], today)
    return len(new)


def add_known(one: KnownAgreement, keeper: Cluster, today: date) -> PartnershipAgreement:
    confidence = Confidence.UNVERIFIED if one.evidence.to_verify else Confidence.COMPILED
    entry = {
        "source": source_code(one.evidence.sources[0]),
        "on": today.isoformat(),
        "confidence": int(confidence),
        "by": None,
    }
    agreement = PartnershipAgreement.objects.create(
        code=one.code,
        kind=one.kind,
        title_fr=one.title_fr,
        title_en=one.title_en,
        keeper=keeper,
        known_on=one.known_on,
        provenance={"kind": entry},
    )
    agreement.themes.set(keeper.themes.all())
    PartnershipParty.objects.create(agreement=agreement, cluster=keeper)
    PartnershipParty.objects.create(agreement=agreement, name=one.party_name, country=one.party_country)
    return agreement
