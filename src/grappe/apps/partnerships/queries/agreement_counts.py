"""How many agreements there are: what sources published, beside what the register names, counted anew on any day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from grappe.apps.directory.models import Cluster
from grappe.apps.partnerships.enums import AgreementStage
from grappe.apps.partnerships.models import PartnershipAgreement
from grappe.apps.partnerships.queries.agreements import with_parties
from grappe.kernel.agreements import PublishedCount, published_counts
from grappe.kernel.spelling import folded


@dataclass(frozen=True)
class CountLine:
    """The agreements of one party, or of the whole register, on one day.

    ``published`` is what a source says of the party; ``named`` counts those of the register that were signed, or known
    to stand, by then. Simulated agreements are counted in ``simulated`` and nowhere else.
    """

    on: date
    recorded: int
    in_force: int
    ended: int
    undated: int
    simulated: int
    cluster: Cluster | None = None
    published: PublishedCount | None = None
    named: int = 0

    @property
    def known_by_number_only(self) -> int:
        return max(self.published.number - self.named, 0) if self.published else 0

    @property
    def more_than_published(self) -> int:
        return max(self.named - self.published.number, 0) if self.published else 0


def count_lines(*, on: date) -> list[CountLine]:
    """What was published first, then the whole register, then each cluster that is a party."""
    every = every_agreement()
    published = [published_line(count, every, on) for count in published_counts()]
    return [*published, line_of(every, on), *cluster_lines(every, on)]


def published_lines(*, on: date) -> list[CountLine]:
    """What was published alone, beside what the register names of it."""
    every = every_agreement()
    return [published_line(count, every, on) for count in published_counts()]


def every_agreement() -> list[PartnershipAgreement]:
    return list(with_parties(PartnershipAgreement.objects.order_by("code")))


def published_line(count: PublishedCount, agreements: Iterable[PartnershipAgreement], on: date) -> CountLine:
    spelled = {folded(name) for name in count.names}
    theirs = [one for one in agreements if any(folded(party.shown_name) in spelled for party in one.parties.all())]
    named = sum(stood_by(one, count.stated.last_day) for one in theirs if not one.is_simulated)
    return line_of(theirs, on, published=count, named=named)


def stood_by(agreement: PartnershipAgreement, day: date) -> bool:
    """Whether it was signed, or known to stand, by a day; without any date nobody can say so."""
    known = agreement.signed_on or agreement.starts_on or agreement.known_on
    return known is not None and known <= day


def cluster_lines(agreements: Iterable[PartnershipAgreement], on: date) -> list[CountLine]:
    held: dict[Cluster, list[PartnershipAgreement]] = {}
    for one in agreements:
        for party in one.parties.all():
            if party.cluster:
                held.setdefault(party.cluster, []).append(one)
    return [line_of(held[one], on, cluster=one) for one in sorted(held, key=lambda one: (folded(one.name), one.pk))]


def line_of(
    agreements: Iterable[PartnershipAgreement],
    on: date,
    *,
    cluster: Cluster | None = None,
    published: PublishedCount | None = None,
    named: int = 0,
) -> CountLine:
    stages = Counter("simulated" if one.is_simulated else one.stage(on) for one in agreements)
    simulated = stages.pop("simulated", 0)
    return CountLine(
        on=on,
        recorded=stages.total(),
        in_force=stages[AgreementStage.IN_FORCE],
        ended=stages[AgreementStage.ENDED],
        undated=stages[AgreementStage.UNDATED],
        simulated=simulated,
        cluster=cluster,
        published=published,
        named=named,
    )
