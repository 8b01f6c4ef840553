"""On the real registers: the floor under the published figures, and the fast way beside the slow one."""

import csv
import gzip
from pathlib import Path

import pytest

from grappe.engines.reconciliation import OrganisationRecord, Settings, one_to_one, reconcile
from grappe.engines.reconciliation.reference import all_pairs

pytestmark = pytest.mark.real_data


def read_records(folder: Path, countries: set[str]) -> tuple[list[OrganisationRecord], set[str]]:
    with gzip.open(folder / "org_matching" / "pic_name_pairs_dev.csv.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["country_fp7"] in countries]
    old = [OrganisationRecord("f" + r["pic"], (r["name_fp7"],), country=r["country_fp7"], source="f") for r in rows]
    new = [
        OrganisationRecord(
            "h" + r["pic"],
            (r["name_h2020"],),
            (r["short_name"],),
            country=r["country_h2020"],
            city=r["city"],
            source="h",
        )
        for r in rows
    ]
    return old + new, {r["pic"] for r in rows if r["same_normalised"] == "False"}


@pytest.mark.slow
def test_hard_pairs_are_found_without_loss_of_precision(real_data: Path) -> None:
    records, hard = read_records(real_data, {"DE", "AT", "CH", "FR", "BE", "NL"})
    answer = reconcile(records, Settings(across_sources_only=True, minimum_score=0.02))
    kept = one_to_one((pair.first, pair.second, pair.score) for pair in answer.pairs)
    right = {first[1:] for first, second, _ in kept if first[1:] == second[1:]}
    assert len(right) / len(kept) >= 0.99
    assert len(right & hard) / len(hard) >= 0.8


def test_blocking_loses_almost_nothing_of_a_small_country(real_data: Path) -> None:
    records, _ = read_records(real_data, {"NO"})
    settings = Settings(across_sources_only=True)
    fast = {(pair.first, pair.second) for pair in reconcile(records, settings).pairs}
    slow = {(pair.first, pair.second) for pair in all_pairs(records, settings)}
    assert fast <= slow
    assert len(slow - fast) <= 1
