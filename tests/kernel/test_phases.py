from itertools import pairwise

from grappe.kernel.clusters.load import cluster_tiers
from grappe.kernel.phases import PHASES, PHASES_WITH_TIERS


def test_phases_follow_one_another_without_a_gap():
    for one, following in pairwise(PHASES.values()):
        assert one.period.meets(following.period)


def test_packaged_tiers_stand_within_their_phase():
    for tier in cluster_tiers():
        assert tier.phase in PHASES_WITH_TIERS
        assert PHASES[tier.phase].period.covers(tier.period)
