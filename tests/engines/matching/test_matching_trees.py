"""Trees against every cut tried one by one, and what they do to an answer."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.matching_registers import SMALL

from grappe.engines.matching import (
    PLAIN,
    ForOrganisation,
    Models,
    Parameters,
    models_from_json,
    packaged_models,
    prepare,
    suggest,
    to_json,
)
from grappe.engines.matching.boosting import Growth, Rows, grown
from grappe.engines.matching.choices import Examples
from grappe.engines.matching.errors import ParameterError
from grappe.engines.matching.measures import MEASURES
from grappe.engines.matching.trees import Trees

ONE = Trees((("walk", "links"),), ((0.5, 1.0),), ((0.0, 1.0, 2.0, 3.0),))
WHOLE = Growth(trees=1, depth=1, pace=1.0, measures=1.0, questions=1.1, restraint=1.0)


def examples(seed, questions=30, candidates=8, measures=4):
    """Choices that follow one measure where another is high, and its contrary where it is low."""
    rng = np.random.default_rng(seed)
    values = np.round(rng.random((questions * candidates, measures)), 1)
    drawn = np.where(values[:, 0] > 0.5, values[:, 1], -values[:, 1]).reshape(questions, candidates)
    chosen = np.zeros((questions, candidates), dtype=bool)
    chosen[np.arange(questions), drawn.argmax(axis=1)] = True
    question = np.repeat(np.arange(questions), candidates)
    return Examples(values, chosen.ravel(), rng.random(question.size) < 0.5, question)


def slopes_of(some):
    def slopes(scores):
        _, slope, curvature = some.surprise(scores)
        return slope * some.count, curvature * some.count

    return slopes


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_a_tree_of_one_question_takes_the_best_of_all_cuts(seed):
    some = examples(seed)
    slope, curvature = slopes_of(some)(np.zeros(len(some.values)))
    names = ("a", "b", "c", "d")
    trees = grown(Rows(some.values, names, some.question), np.zeros(len(some.values)), slopes_of(some), WHOLE)

    def worth(column, bound):
        sides = (column <= bound, column > bound)
        return sum(slope[side].sum() ** 2 / (curvature[side].sum() + WHOLE.restraint) for side in sides)

    best = max(worth(column, bound) for column in some.values.T for bound in np.unique(column)[:-1])
    (name,), (bound,), leaves = trees.measures[0], trees.bounds[0], trees.leaves[0]
    column = some.values[:, names.index(name)]
    assert worth(column, bound) == pytest.approx(best)
    for side, leaf in zip((column <= bound, column > bound), leaves, strict=True):
        expected = -slope[side].sum() / (curvature[side].sum() + WHOLE.restraint)
        assert leaf == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("restraint", [0.001, 1000.0])
def test_a_tree_cuts_where_there_are_cuts_though_none_is_worth_it(restraint):
    some, names = examples(5, questions=6), ("a", "b", "c", "d")
    how = Growth(trees=5, depth=6, measures=1.0, restraint=restraint)
    start = np.zeros(len(some.values))
    trees = grown(Rows(some.values, names, some.question), start, slopes_of(some), how)
    lowest, highest = some.values.min(axis=0), some.values.max(axis=0)
    for asked, bounds in zip(trees.measures, trees.bounds, strict=True):
        places = [names.index(one) for one in asked]
        assert (lowest[places] < np.array(bounds)).all()
        assert (np.array(bounds) < highest[places]).all()


def test_values_that_never_differ_grow_no_tree():
    some = replace(examples(5, questions=6), values=np.ones((48, 4)))
    start = np.zeros(len(some.values))
    assert grown(Rows(some.values, ("a", "b", "c", "d"), some.question), start, slopes_of(some), WHOLE) == Trees()
    with pytest.raises(ParameterError, match="256"):
        Growth(bins=257)


def test_trees_learn_what_no_weighed_sum_can_say():
    some = examples(3, questions=400)
    start = np.zeros(len(some.values))
    how = Growth(trees=80, depth=3, measures=1.0)
    names = MEASURES[:4]
    trees = grown(Rows(some.values, names, some.question), start, slopes_of(some), how)
    added = trees.added(some.values, names)
    assert some.surprise(added)[0] < 0.7 * some.surprise(start)[0]
    fresh = examples(4, questions=400)
    assert fresh.surprise(trees.added(fresh.values, names))[0] < 0.8 * fresh.surprise(start)[0]
    assert trees == grown(Rows(some.values, names, some.question), start, slopes_of(some), how)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_the_slope_is_that_of_the_loss(seed):
    some = examples(seed, questions=4)
    rng = np.random.default_rng(seed)
    scores, step = rng.standard_normal(len(some.values)), 1e-5
    loss, slope, curvature = some.surprise(scores)
    for place in range(0, scores.size, 5):
        moved = scores.copy()
        moved[place] += step
        above = some.surprise(moved)
        assert (above[0] - loss) / step == pytest.approx(slope[place], abs=1e-4)
        assert (above[1][place] - slope[place]) / step == pytest.approx(curvature[place], abs=1e-4)


def test_the_answers_of_a_tree_are_read_as_a_binary_number():
    values = np.array([[0.0, 0.0], [0.6, 0.0], [0.5, 2.0], [0.6, 2.0]])
    assert ONE.added(values, ("walk", "links")).tolist() == [0.0, 1.0, 2.0, 3.0]
    # The other way round, and where a measure is missing: it counts as 0.
    assert ONE.added(values[:, ::-1], ("links", "walk")).tolist() == [0.0, 1.0, 2.0, 3.0]
    assert ONE.added(values[:, :1], ("walk",)).tolist() == [0.0, 1.0, 0.0, 1.0]
    assert ONE.asked == ("walk", "links")


@pytest.mark.parametrize(
    "broken",
    [
        {"bounds": ((0.5,),)},
        {"leaves": ((0.0, 1.0, 2.0),)},
        {"bounds": ()},
        {
            "measures": (("walk", "links"), ("walk",)),
            "bounds": ((0.5, 1.0), (1.0,)),
            "leaves": ((0.0,) * 4, (0.0,) * 2),
        },
    ],
)
def test_trees_that_do_not_fit_together_are_refused(broken):
    with pytest.raises(ParameterError, match="tree"):
        replace(ONE, **broken)


def test_trees_reorder_the_best_and_come_back_from_json():
    model = replace(PLAIN, trees=Trees((("popularity",),), ((1.2,),), ((0.0, -50.0),)))
    models = models_from_json(to_json(Models(model, model, PLAIN)))
    assert models.organisation == model
    plain, corrected = (
        suggest(prepare(SMALL, Parameters(models=some)), ForOrganisation("lab"))
        for some in (Models(PLAIN, PLAIN, PLAIN), models)
    )
    # The giant is the only one of three projects.
    assert plain.suggestions[-1].id != "giant"
    assert corrected.suggestions[-1].id == "giant"
    # What the trees take away is said by the reason behind the measure they ask about.
    told = {reason.code.value: reason.strength for reason in corrected.suggestions[-1].reasons}
    assert told["active"] < 0


def test_packaged_trees_ask_only_about_known_measures_that_need_no_texts():
    models = packaged_models()
    for model in (models.organisation, models.consortium):
        assert model.trees.measures
        assert set(model.trees.asked) <= set(MEASURES) - {"words", "letters", "sense", "meanings", "statements"}
    assert not models.need.trees.measures
