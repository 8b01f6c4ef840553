import numpy as np
import pytest
from tests.engines.specialisation.published import counties

from grappe.engines.specialisation import (
    Grouping,
    TableShapeError,
    UnsupportedParameterError,
    blended,
    derive_categories,
    largest_link,
    locational_correlation,
    pairwise_coagglomeration,
    related_categories,
    strong_clusters,
    validate,
)


def planted(groups=4, size=6, regions=80, seed=1):
    """Industries that follow one of four hidden activities, and which they follow."""
    chance = np.random.default_rng(seed)
    activity = chance.lognormal(3, 1, (regions, groups))
    of = np.repeat(np.arange(groups), size)
    return activity[:, of] * chance.lognormal(0, 0.4, (regions, groups * size)), of


def slow_within(of, likeness, category):
    pairs = [likeness[i, j] for i in range(len(of)) for j in range(len(of)) if i != j and of[i] == of[j] == category]
    return sum(pairs) / len(pairs)


@pytest.mark.parametrize("grouping", Grouping)
def test_planted_categories_are_found(grouping):
    jobs, of = planted()
    ways = derive_categories(locational_correlation(jobs), numbers=range(3, 7), groupings=[grouping])
    four = next(way for way in ways if way.number == 4)
    assert len({(a, b) for a, b in zip(of, four.category, strict=True)}) == 4
    assert four.validation.score == 1
    assert ways[0].validation.score >= ways[-1].validation.score
    again = derive_categories(locational_correlation(jobs), numbers=range(3, 7), groupings=[grouping])
    assert (again[0].category == ways[0].category).all()


def test_scores_agree_with_their_definition():
    jobs, of = planted(seed=2)
    chance = np.random.default_rng(3)
    likeness, mixed = locational_correlation(jobs), chance.permutation(of)
    found = validate(mixed, likeness)
    assert found.within == pytest.approx([slow_within(mixed, likeness, c) for c in range(4)])
    assert found.between[0, 1] == pytest.approx(likeness[np.ix_(mixed == 0, mixed == 1)].mean())
    assert found.score < validate(of, likeness).score
    means = [np.nanmean(found.between[c]) for c in range(4)]
    assert found.clusters_above_mean == np.mean(found.within > means)


def test_a_category_of_one_fails():
    jobs, of = planted()
    lonely = of.copy()
    lonely[0] = 4
    found = validate(lonely, locational_correlation(jobs))
    assert np.isnan(found.within[4])
    assert found.clusters_above_mean == pytest.approx(4 / 5)


def test_categories_of_like_activities_are_related():
    jobs, of = planted()
    jobs[:, of == 1] = jobs[:, of == 0] * np.random.default_rng(4).lognormal(0, 0.8, (80, 6))
    related = related_categories(validate(of, locational_correlation(jobs)), percentile=90)
    assert related[0, 1]
    assert related[1, 0]
    assert related.sum() == 2


def test_matrices_of_likeness():
    jobs, _ = planted()
    alike = locational_correlation(jobs)
    assert alike[0, 1] == pytest.approx(np.corrcoef(jobs[:, 0], jobs[:, 1])[0, 1])
    assert locational_correlation([[1, 5], [2, 5], [3, 5]]).tolist() == [[1, 0], [0, 1]]
    link = largest_link([[0, 30, 10], [5, 0, 5], [0, 60, 0]])
    assert link[0, 1] == 1  # all that industry 0 buys comes from industry 1
    assert (link == link.T).all()
    both = blended([alike, pairwise_coagglomeration(jobs)])
    off = ~np.eye(len(both), dtype=bool)
    assert both[off].mean() == pytest.approx(0, abs=1e-12)


def test_what_cannot_be_grouped_is_refused():
    with pytest.raises(TableShapeError):
        derive_categories(np.ones((2, 2)), numbers=[2])
    with pytest.raises(UnsupportedParameterError, match="symmetric"):
        validate([0, 1, 1], [[1, 2, 3], [0, 1, 2], [3, 2, 1]])
    with pytest.raises(UnsupportedParameterError, match="between 2 and"):
        derive_categories(np.eye(5), numbers=[5])
    with pytest.raises(TableShapeError, match="gap"):
        validate([0, 2, 2], np.eye(3))
    with pytest.raises(UnsupportedParameterError, match="equally alike"):
        blended([np.ones((3, 3))])
    with pytest.raises(TableShapeError):
        largest_link([[1, 2]])


def test_strong_clusters_stand_high_and_are_not_tiny():
    jobs = np.column_stack([[10, 20, 30, 40, 1, 200, 70, 80], np.full(8, 1000)])
    sites = np.full((8, 2), 3)
    found = strong_clusters(jobs, sites, minimum_jobs=[75, 0])
    assert found.strong[:, 0].tolist() == [False] * 5 + [True, False, True]
    assert found.share[5] == pytest.approx(200 / 1200)
    assert not strong_clusters(jobs, sites, minimum_sites=4).strong.any()
    assert not strong_clusters([[5, 5], [5, 5]], np.ones((2, 2)), least_quotient=1.01).strong.any()


@pytest.mark.real_data
def test_categories_of_us_counties_hold_together_better_than_chance(real_data):
    jobs, _, _ = counties(real_data, 2021)
    large = jobs[jobs.sum(axis=1) > 200_000]
    kept = (large > 0).sum(axis=0) > 80
    alike = locational_correlation(large[:, kept])
    best = derive_categories(alike, numbers=[40], groupings=[Grouping.WARD])[0]
    dealt = np.random.default_rng(5).permutation(best.category)
    assert best.validation.score > 0.7
    assert validate(dealt, alike).score < best.validation.score - 0.2
