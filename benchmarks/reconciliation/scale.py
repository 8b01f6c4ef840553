"""Time and peak memory for 100,000 organisations made of the H2020, FP7 and ANR lists.

python benchmarks/reconciliation/scale.py [number of organisations]
"""

import resource
import sys
import time

import duckdb
from anr import read_spellings
from task import data_folder

from grappe.engines.reconciliation import OrganisationRecord, reconcile

TABLES = {
    "h2020": "select name, coalesce(short_name, ''), country, coalesce(city, '') from read_parquet(?) where name <> ''",
    "fp7": "select name, '', country, '' from read_parquet(?) where name <> ''",
}


def read_registers(wanted: int) -> list[OrganisationRecord]:
    """Return the three lists; if more are wanted, they come again under other names, each with one word changed."""
    folder = data_folder()
    records = list(read_spellings(folder))
    for source, query in TABLES.items():
        file = folder / "projects_eu" / f"{source}_organisations.parquet"
        for at, (name, short, country, city) in enumerate(duckdb.execute(query, [str(file)]).fetchall()):
            records.append(OrganisationRecord(f"{source}-{at}", (name,), (short,), country=country, city=city))
    real = len(records)
    for at in range(real, wanted):
        base = records[(at - real) * 7 % real]
        words = base.names[0].split()
        words[at % len(words)] = f"x{at:06d}"
        records.append(OrganisationRecord(f"made-{at}", (" ".join(words),), country=base.country, city=base.city))
    print(f"{real} real records, {max(0, wanted - real)} made")
    return records[:wanted]


def main() -> None:
    records = read_registers(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    start = time.perf_counter()
    answer = reconcile(records)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(records)} records, {answer.compared} compared, {len(answer.pairs)} proposed, "
        f"{len(answer.groups)} groups, {time.perf_counter() - start:.0f} s, peak {peak:.0f} MiB"
    )


if __name__ == "__main__":
    main()
