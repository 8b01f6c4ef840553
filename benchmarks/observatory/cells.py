"""Fifty million establishments to cells of regions by industries, with location quotients; peers beside.

python benchmarks/observatory/cells.py --rows 50000000
"""

import argparse
import importlib.util
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from grappe.analytics.backends import backend_named
from grappe.analytics.pipelines import Request, build_cells

REGIONS, INDUSTRIES, STEP = 5_000, 1_000, 5_000_000
SCHEMA = pa.schema([(name, pa.int32()) for name in ("region", "industry", "jobs")])
MEMORY = "700MB"


def generate(path: Path, rows: int) -> None:
    """Draw codes of skewed frequency and heavy-tailed sizes; 50 M rows fill 4.6 M of 5 M cells."""
    chance = np.random.default_rng(1)
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for start in range(0, rows, STEP):
            size = min(STEP, rows - start)
            region = np.minimum(REGIONS * chance.random(size) ** 3, REGIONS - 1).astype("int32")
            industry = np.minimum(INDUSTRIES * chance.random(size) ** 3, INDUSTRIES - 1).astype("int32")
            jobs = np.ceil(chance.pareto(1.1, size)).clip(0, 20_000).astype("int32")
            writer.write_table(pa.table([region, industry, jobs], schema=SCHEMA))


def ours(path: Path) -> tuple[int, float]:
    with tempfile.TemporaryDirectory() as name:
        backend = backend_named("duckdb", memory=MEMORY, folder=Path(name) / "spill", threads=2)
        cells = pq.read_table(build_cells(Request(str(path)), backend, Path(name)).path, columns=["jobs"])
    return cells.num_rows, float(np.sum(cells["jobs"].to_numpy()))


def bare_duckdb(path: Path) -> tuple[int, float]:
    held = duckdb.connect(config={"threads": 2, "memory_limit": MEMORY})
    held.execute("SET preserve_insertion_order = false")
    sums = "sum(jobs::double) AS jobs, count(*) AS sites, sum(jobs::double * jobs) AS squares"
    held.execute(f"CREATE TABLE c AS SELECT region, industry, {sums} FROM read_parquet('{path}') GROUP BY 1, 2")
    return held.execute("SELECT count(*), sum(jobs) FROM c").fetchone() or (0, 0.0)


def numpy_bincount(path: Path) -> tuple[int, float]:
    size = REGIONS * INDUSTRIES
    jobs, sites, squares = (np.zeros(size) for _ in range(3))
    for batch in pq.ParquetFile(path).iter_batches(2_000_000):
        region, industry, held = (batch[name].to_numpy() for name in SCHEMA.names)
        place = region.astype("int64") * INDUSTRIES + industry
        jobs += np.bincount(place, held, size)
        sites += np.bincount(place, minlength=size)
        squares += np.bincount(place, held.astype(float) ** 2, size)
    return int((sites > 0).sum()), float(jobs.sum())


def polars_lazy(path: Path) -> tuple[int, float]:
    import polars as pl

    jobs = pl.col("jobs").cast(pl.Float64)
    cells = (
        pl.scan_parquet(path)
        .group_by("region", "industry")
        .agg(jobs.sum().alias("jobs"), pl.len().alias("sites"), (jobs * jobs).sum().alias("squares"))
        .collect()
    )
    return cells.height, float(cells["jobs"].sum())


WAYS = {"ours": ours, "bare_duckdb": bare_duckdb, "numpy_bincount": numpy_bincount, "polars_lazy": polars_lazy}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=50_000_000)
    asked.add_argument("--file", type=Path)
    asked.add_argument("--way", choices=WAYS)
    options = asked.parse_args()
    if options.way:
        before, begun = os.times(), time.perf_counter()
        cells, jobs = WAYS[options.way](options.file)
        after, wall = os.times(), time.perf_counter() - begun
        cpu = after.user + after.system - before.user - before.system
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{options.way:15} {cells:9,} cells {jobs:15,.0f} jobs {cpu:6.1f} CPU s {wall:6.1f} s {most:6.0f} MB")
        return
    with tempfile.TemporaryDirectory() as name:
        path = options.file or Path(name) / "sites.parquet"
        if options.file is None:
            generate(path, options.rows)
        for way in WAYS:
            if way == "polars_lazy" and importlib.util.find_spec("polars") is None:
                print("polars_lazy: left out, polars is not installed here")
                continue
            command = [sys.executable, __file__, "--way", way, "--file", str(path)]
            subprocess.run(command, check=True)
        print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
