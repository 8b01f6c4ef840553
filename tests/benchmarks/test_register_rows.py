"""The simulated register of the benchmark: the same from the same seed, and rows that the tables take."""

from random import Random

from benchmarks.register import rows
from benchmarks.register.words import Language

PLACES = [(1, "06", "Alpes-Maritimes"), (2, "29", "Finistère")]


def generated(seed: int) -> list[rows.Row]:
    random = Random(seed)
    return list(rows.organisations(200, random, Language(random, 300), PLACES, ["62.01Z"]))


def test_one_seed_makes_one_register():
    assert [row["legal_name"] for row in generated(1)] == [row["legal_name"] for row in generated(1)]
    assert [row["legal_name"] for row in generated(1)] != [row["legal_name"] for row in generated(2)]


def test_every_project_has_one_lead_and_no_partner_twice():
    found: dict[int, list[rows.Row]] = {}
    for row in rows.participations(500, 60, Random(3)):
        found.setdefault(row["project_id"], []).append(row)
    for partners in found.values():
        assert sum(row["role"] == "lead" for row in partners) == 1
        assert len({row["organisation_id"] for row in partners}) == len(partners)


def test_one_cluster_is_the_large_one():
    sizes: dict[int, int] = {}
    for row in rows.memberships(10_000, Random(4), [10, 11, 12]):
        sizes[row["cluster_id"]] = sizes.get(row["cluster_id"], 0) + 1
    assert sizes[10] == rows.BIG_CLUSTER_MEMBERS
