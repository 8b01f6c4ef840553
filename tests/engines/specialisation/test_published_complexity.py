"""Complexity and relatedness as other packages have them, from the folder of real data."""

import numpy as np
import pytest
from scipy.stats import spearmanr
from tests.engines.specialisation.published import counties, counties_expected, matrix, numbers, rows

from grappe.engines.specialisation import (
    Likeness,
    co_occurrence,
    complexity,
    density,
    fitness,
    proximity,
    relatedness,
    specialised_in,
)

pytestmark = pytest.mark.real_data


def world_trade(folder):
    return matrix(rows(folder / "observatory" / "world_trade_1998_2000_sitc4.csv.gz"), "country", "product", "value")


def test_world_trade(real_data):
    values, countries, products = world_trade(real_data)
    held = specialised_in(values)
    folder = real_data / "observatory"
    assert held.sum() == 31_951
    found = complexity(held)
    assert found.eigenvalues[:3] == pytest.approx([1, 0.17913392, 0.12094886], abs=1e-8)
    eci = {r["country"]: float(r["eci"]) for r in rows(folder / "world_trade_eci_eigen.csv")}
    ours = dict(zip(countries, found.regions, strict=True))
    assert [ours[c] for c in eci] == pytest.approx(list(eci.values()), abs=1e-10)
    near = proximity(held)[products.index("0011")]
    theirs = {r["b"]: float(r["phi"]) for r in rows(folder / "world_trade_proximity_row_0011.csv")}
    assert [near[products.index(p)] for p in theirs] == pytest.approx(list(theirs.values()), abs=1e-12)


def test_fitness_of_world_trade(real_data):
    values, countries, products = world_trade(real_data)
    # The package counts the start as its first of 20 iterations.
    found = fitness(specialised_in(values), iterations=19)
    folder = real_data / "observatory"
    for file, column, value, names, ours in (
        ("country", "country", "eci", countries, found.regions),
        ("product", "product", "pci", products, found.industries),
    ):
        theirs = {r[column]: float(r[value]) for r in rows(folder / f"world_trade_fitness20_{file}.csv")}
        assert [ours[names.index(name)] for name in theirs] == pytest.approx(list(theirs.values()), abs=1e-12)
    assert found.regions[countries.index("deu")] == pytest.approx(3.812896, abs=1e-6)


def test_us_counties(real_data):
    jobs, regions, _ = counties(real_data, 2021)
    expected = counties_expected(real_data)["2021"]["eci_counties_ge_50k"]
    large = jobs.sum(axis=1) >= 50_000
    table = jobs[large][:, jobs[large].any(axis=0)]
    found = complexity(specialised_in(table))
    assert table.shape == (expected["n"], expected["industries"])
    assert found.eigenvalues[1:3] == pytest.approx([expected["second_eigenvalue"], expected["third_eigenvalue"]])
    ours = dict(zip(np.array(regions)[large], found.regions, strict=True))
    theirs = expected["top5"] | expected["bottom5"]
    assert [ours[county] for county in theirs] == pytest.approx(list(theirs.values()), abs=1e-10)


def test_relatedness_of_econgeo(real_data):
    folder = real_data / "observatory"
    held = numbers(folder / "econgeo_binary_30x20.csv")
    counts = co_occurrence(held)
    off = ~np.eye(20, dtype=bool)
    assert (counts[off] == numbers(folder / "econgeo_cooccurrence.csv")[off]).all()
    names = {Likeness.PROBABILITY: "prob"}
    for likeness in Likeness:
        theirs = numbers(folder / f"econgeo_relatedness_{names.get(likeness, likeness.value)}.csv")
        ours = relatedness(counts, likeness)
        if likeness in {Likeness.COSINE, Likeness.JACCARD}:
            theirs = theirs * (ours.sum() / theirs.sum())
        assert ours == pytest.approx(theirs, abs=1e-12), likeness


def test_density_and_complexity_of_econgeo(real_data):
    folder = real_data / "observatory"
    held = numbers(folder / "econgeo_binary_30x20.csv")
    near = relatedness(co_occurrence(held)) > 1
    theirs = numbers(folder / "econgeo_relatedness_density.csv")
    assert 100 * density(held, near) == pytest.approx(theirs, abs=0.0051)
    # EconGeo rounds to four decimals before it seeks eigenvectors: the order is all that can be compared.
    kci = [float(r["kci"]) for r in rows(folder / "econgeo_kci.csv")]
    assert abs(spearmanr(kci, complexity(held).regions).statistic) > 0.99
