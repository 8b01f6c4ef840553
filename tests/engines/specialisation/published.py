"""Tables of textbooks and registers, read from the folder of real data."""

import csv
import gzip
import json
from functools import cache

import numpy as np


def rows(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def matrix(records, row, column, value):
    """A dense table of what a long file holds, with the names of its rows and columns in order."""
    records = list(records)
    names = sorted({r[row] for r in records})
    columns = sorted({r[column] for r in records})
    places, positions = {n: k for k, n in enumerate(names)}, {n: k for k, n in enumerate(columns)}
    table = np.zeros((len(names), len(columns)))
    for record in records:
        table[places[record[row]], positions[record[column]]] += float(record[value])
    return table, names, columns


@cache
def counties(folder, year):
    """US county business patterns: jobs by county and six-digit industry."""
    path = folder / "observatory" / "us_cbp_county_naics6_2017_2021.csv.gz"
    return matrix((r for r in rows(path) if r["year"] == str(year)), "fips", "naics", "emp")


@cache
def counties_expected(folder):
    return json.loads((folder / "observatory" / "us_cbp_expected.json").read_text())


def numbers(path):
    """A square file with names in its first column."""
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    return np.array([[float(v) for v in line[1:]] for line in table[1:]])
