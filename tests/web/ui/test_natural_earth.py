import pytest
import shapefile
from shapely.geometry import Point, shape

from grappe.web.ui.natural_earth import country_middles, source_path


@pytest.mark.parametrize("code", ["FR", "DE", "TN", "CA", "PT"])
def test_the_middle_of_a_country_is_inside_it(code):
    with shapefile.Reader(str(source_path())) as reader:
        records = reader.iterShapeRecords(fields=["ISO_A2_EH"])
        land = next(shape(one.shape.__geo_interface__) for one in records if one.record["ISO_A2_EH"] == code)
    assert land.contains(Point(country_middles()[code]))
