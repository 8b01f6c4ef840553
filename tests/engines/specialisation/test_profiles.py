import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from grappe.engines.specialisation import (
    ConcordanceError,
    TableShapeError,
    UnsupportedParameterError,
    cluster_index,
    dynamic_shift_share,
    industrial_profiles,
    krugman_between,
    reclassify,
    regional_profiles,
    shift_share,
)
from grappe.engines.specialisation.reference import (
    gini_of_values,
    krugman_of_region,
    shift_share_of_region,
    theil_of_region,
)

tables = arrays(np.int64, st.tuples(st.integers(2, 5), st.integers(1, 5)), elements=st.integers(1, 30))


@given(tables)
def test_profiles_agree_with_their_definitions(table):
    found, whole = regional_profiles(table), table.sum(axis=0)
    for r, own in enumerate(table):
        quotients = own / own.sum() / (whole / whole.sum())
        assert found.krugman[r] == pytest.approx(krugman_of_region(own, whole), abs=1e-12)
        assert found.theil[r] == pytest.approx(theil_of_region(own, whole), abs=1e-12)
        assert found.gini[r] == pytest.approx(gini_of_values(quotients), abs=1e-12)


def test_the_same_mix_is_not_specialised():
    found = regional_profiles([[1, 3], [2, 6]])
    assert found.krugman == pytest.approx([0, 0])
    assert found.theil == pytest.approx([0, 0], abs=1e-15)
    assert found.hachman == pytest.approx([1, 1])
    assert found.herfindahl == pytest.approx([0.625, 0.625])
    assert regional_profiles([[5, 5]]).entropy == pytest.approx(np.log(2))


def test_nothing_in_common_is_two():
    assert krugman_between([[4, 0], [0, 9]], 0, 1) == 2
    assert industrial_profiles([[4, 0], [0, 4]]).krugman == pytest.approx([1, 1])


def test_an_empty_region_is_missing_and_an_empty_industry_counts_for_nothing():
    found = regional_profiles([[1, 3, 0], [0, 0, 0]])
    assert np.isnan(found.krugman[1])
    assert found.gini[0] == 0


def test_the_cluster_index_of_the_textbook():
    # Two regions, so that shares are those of the example: e 1743/5740, a 50/576, p 488/4621, b 35/53.
    found = cluster_index([[1743], [3997]], [[35], [18]], [50, 526], [488, 4133])
    assert found[0, 0] == pytest.approx(21.8749110167, abs=1e-9)
    with pytest.raises(TableShapeError, match="area"):
        cluster_index([[1], [1]], [[1], [1]], [1], [1, 1])


@given(tables, st.data())
def test_parts_of_growth_add_up_and_agree_with_the_definition(start, data):
    end = data.draw(arrays(np.int64, start.shape, elements=st.integers(1, 30)))
    found = shift_share(start, end)
    assert found.growth == pytest.approx(found.national + found.mix + found.regional)
    assert found.regional == pytest.approx(found.competitive + found.allocation)
    slow = shift_share_of_region(start[0], end[0], start.sum(axis=0), end.sum(axis=0))
    assert (found.national[0].sum(), found.mix[0].sum(), found.regional[0].sum()) == pytest.approx(slow, abs=1e-9)


def test_taking_the_region_out_of_the_whole():
    # The rest grows by a tenth in both industries; the region by a half in one.
    found = shift_share([[10, 10], [100, 100]], [[15, 10], [110, 110]], without_region=True)
    assert found.national[0] == pytest.approx([1, 1])
    assert found.regional[0] == pytest.approx([4, -1])
    with pytest.raises(UnsupportedParameterError, match="taken out"):
        shift_share([[10]], [[10]], whole_start=[5], whole_end=[5], without_region=True)
    with pytest.raises(UnsupportedParameterError, match="both dates"):
        shift_share([[10]], [[10]], whole_start=[5])


def test_years_add_up():
    years = [[[10.0, 20], [30, 40]], [[12, 20], [33, 41]], [[15, 19], [30, 45]]]
    found = dynamic_shift_share(years)
    assert found.growth == pytest.approx(np.subtract(years[2], years[0]))
    assert dynamic_shift_share(years[:2]).mix == pytest.approx(shift_share(*years[:2]).mix)
    with pytest.raises(TableShapeError):
        dynamic_shift_share(years[:1])


def test_old_codes_are_shared_out_without_loss():
    moved = reclassify([[10, 20]], [[0.25, 0.75, 0], [0, 0, 1]])
    assert moved.tolist() == [[2.5, 7.5, 20]]
    assert reclassify([[1, 2], [3, 4]], np.eye(2), regions=[[1], [1]]).tolist() == [[4, 6]]
    with pytest.raises(ConcordanceError, match=r"add up to 0\.9"):
        reclassify([[10, 20]], [[0.9], [1]])
    assert reclassify([[10, 0]], [[1], [0]]).tolist() == [[10]]  # an old code without jobs needs no successor
    with pytest.raises(ConcordanceError, match="shape"):
        reclassify([[10, 20]], [[1]])
