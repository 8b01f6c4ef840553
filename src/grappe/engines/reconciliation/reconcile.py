"""The engine: records and settings in, proposals and groups out. No clock, no chance, no database."""

from collections.abc import Sequence

from grappe.engines.reconciliation.blocking import candidate_pairs
from grappe.engines.reconciliation.clustering import group_pairs
from grappe.engines.reconciliation.comparison import compare, identifier_conflicts, proposal
from grappe.engines.reconciliation.profiles import profiles_of
from grappe.engines.reconciliation.rarity import rarity_of
from grappe.engines.reconciliation.records import OrganisationRecord, ProposedPair, Reconciliation, Settings
from grappe.engines.reconciliation.weights import Weights, packaged_weights


def reconcile(
    records: Sequence[OrganisationRecord], settings: Settings | None = None, weights: Weights | None = None
) -> Reconciliation:
    """Propose the pairs of records that are one organisation, with score and evidence, and group them.

    Parameters
    ----------
    records : sequence of OrganisationRecord
        Ids must be unique; the order does not matter.
    settings : Settings, optional
    weights : Weights, optional
        The packaged ones unless given.

    Returns
    -------
    Reconciliation
        The same for the same records, whatever their order.

    Raises
    ------
    ValueError
        If two records share an id.
    """
    settings = settings or Settings()
    weights = weights or packaged_weights()
    profiles = profiles_of(sorted(records, key=lambda record: record.id))
    rarity = rarity_of(profile.terms for profile in profiles)
    candidates = candidate_pairs(profiles, settings)
    pairs: list[ProposedPair] = []
    for first, second in candidates.tolist():
        one, other = profiles[first], profiles[second]
        seen = compare(one, other, rarity, weights, settings.exclusive_schemes)
        if seen.score >= settings.minimum_score:
            pairs.append(proposal(one, other, seen, weights))
    pairs.sort(key=lambda pair: (-pair.score, pair.first, pair.second))
    by_id = {profile.id: profile for profile in profiles}
    sure = [(pair.first, pair.second, pair.score) for pair in pairs if pair.score >= settings.group_score]

    def conflict(first: str, second: str) -> bool:
        return bool(identifier_conflicts(by_id[first], by_id[second], settings.exclusive_schemes))

    return Reconciliation(tuple(pairs), group_pairs(sure, conflict), len(candidates), weights.version)
