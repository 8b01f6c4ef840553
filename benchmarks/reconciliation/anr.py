"""The spellings of ANR's partners: groups, proposals, time and a sample for the eye.

python benchmarks/reconciliation/anr.py [folder for the sample]
"""

import csv
import random
import sys
import time
from collections import Counter
from pathlib import Path

import duckdb
from task import data_folder

from grappe.engines.reconciliation import OrganisationRecord, Reconciliation, reconcile

SAMPLE = 60
SPELLINGS = """
select organisme, coalesce(mode(ville), ''), coalesce(pays, 'France')
from read_parquet(?) where organisme is not null group by organisme, coalesce(pays, 'France') order by all
"""


def read_spellings(folder: Path) -> list[OrganisationRecord]:
    """One record for each spelling and country, with its commonest city.

    The RNSR number is left out: it names the laboratory, while the spelling often names the body that runs it.
    """
    rows = duckdb.execute(SPELLINGS, [str(folder / "projects_fr" / "anr_dos_partners.parquet")]).fetchall()
    return [
        OrganisationRecord(f"anr-{at:05d}", (name,), country="FR" if country == "France" else country, city=city)
        for at, (name, city, country) in enumerate(rows)
    ]


def write_sample(records: list[OrganisationRecord], answer: Reconciliation, target: Path) -> None:
    by_id = {record.id: record for record in records}
    drawn = random.Random(2026).sample(answer.pairs, SAMPLE)
    with target.open("w", newline="", encoding="utf-8") as lines:
        writer = csv.writer(lines)
        for pair in drawn:
            one, other = by_id[pair.first], by_id[pair.second]
            writer.writerow([f"{pair.score:.3f}", one.names[0], one.city, other.names[0], other.city])


def main() -> None:
    records = read_spellings(data_folder())
    start = time.perf_counter()
    answer = reconcile(records)
    sizes = Counter(len(group) for group in answer.groups)
    print(
        f"{len(records)} spellings, {answer.compared} compared, {len(answer.pairs)} proposed "
        f"({sum(pair.score >= 0.9 for pair in answer.pairs)} at 0.9), {len(answer.groups)} groups of "
        f"{sum(size * n for size, n in sizes.items())}, largest {max(sizes)}, {time.perf_counter() - start:.1f} s"
    )
    if len(sys.argv) > 1:
        write_sample(records, answer, Path(sys.argv[1]) / "sample.csv")


if __name__ == "__main__":
    main()
