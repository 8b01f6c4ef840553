"""Regions of the observatory: rankings, a region, comparison, tables, methods; in both languages and as files."""

import csv
import io
import json

import pytest
from django.utils import translation
from tests.regional_rows import make_figure_table, make_regional_table

from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.observatory.enums import TerritoryVersion
from grappe.apps.observatory.models import CodeName
from grappe.apps.observatory.outlines import OutlinesRefusedError, keep_outlines
from grappe.web.public.observatory.account import command_of
from grappe.web.public.observatory.charts import bars_of, line_of
from grappe.web.public.observatory.map_figures import class_bounds, shade_of


@pytest.fixture
def table(db):
    load_reference()
    make_figure_table()
    return make_regional_table()


def test_without_a_table_the_regions_are_listed_all_the_same(client, db):
    load_reference()
    page = client.get("/en/observatory/regions/").content.decode()
    assert "No table of regions is loaded yet" in page
    assert "/en/observatory/regions/fr-2016/84/" in page
    assert (
        "No table of industries covers this region yet"
        in client.get("/en/observatory/regions/fr-2016/84/").content.decode()
    )
    assert "No table of industries is loaded yet" in client.get("/en/observatory/compare/").content.decode()
    assert client.get("/en/observatory/regions.csv").status_code == 404


def test_a_ranking_stands_in_the_order_asked_with_its_intervals(client, table):
    page = client.get("/fr/observatory/regions/?table=own&industry=62&figure=quotient").content.decode()
    assert page.index("Auvergne-Rhône-Alpes</a>") < page.index("Île-de-France</a>")
    assert "1,70–2,40" in page
    assert "<svg" in page
    answer = client.get("/en/observatory/regions.csv?table=own&industry=62&figure=quotient")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [(row["Code"], row["Rank"], row["Worst place possible"]) for row in rows] == [
        ("84", "1", "1"),
        ("11", "2", "2"),
    ]


@pytest.mark.parametrize("year", ["²", "²²²²", "١٩٩٩", "99999", "-1", "'"])
def test_a_year_that_is_none_shows_the_last(client, table, year):
    for page in ("regions/?table=own&industry=62", "compare/?table=own&region=84"):
        answer = client.get(f"/en/observatory/{page}&year={year}")
        assert answer.status_code == 200
        assert "2021" in answer.content.decode()


def test_a_region_says_what_it_is_strong_in_since_when_and_whom_it_resembles(
    client, table, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        page = client.get("/en/observatory/regions/fr-2016/84/").content.decode()
    assert "Programmation" in page
    assert ">2020 or before</td>" in page  # since
    assert "The regions whose industries are most alike" in page
    assert "table=own&amp;region=84&amp;region=11" in page
    assert "place 2 of 2" in page
    assert client.get("/en/observatory/regions/fr-2016/nowhere/").status_code == 404
    assert client.get("/en/observatory/regions/moon/84/").status_code == 404


def test_regions_stand_side_by_side_and_what_is_unknown_is_left_out(client, table):
    page = client.get("/en/observatory/compare/?table=own&region=84&region=11&region=zz").content.decode()
    assert "<strong>2.00</strong>" in page
    held = client.get("/en/observatory/compare.json?table=own&region=84&region=11")
    rows = json.loads(b"".join(held.streaming_content))
    assert {row["industry"]: row["quotient_84"] for row in rows} == {"62": 2.0, "01": 0.5}


def test_the_map_that_moves_has_the_same_regions_and_values(client, table):
    CodeName.objects.filter(code__in=["84", "11"]).update(longitude=3, latitude=46)
    page = client.get("/en/observatory/regions/?table=own&industry=62&figure=quotient").content.decode()
    source = page.split('data-source="')[1].split('"')[0].replace("&amp;", "&")
    held = client.get(source).json()
    told = {one["properties"]["label"]: one["properties"] for one in held["features"] if one["properties"]["label"]}
    assert set(told) == {"Auvergne-Rhône-Alpes: 2.00", "Île-de-France: 0.80"}
    assert {one["address"] for one in told.values()} == {
        f"/en/observatory/regions/fr-2016/{code}/" for code in (84, 11)
    }
    west, east = held["bounds"][0][1], held["bounds"][1][1]
    assert west < 2 < east


SQUARE = {"type": "Polygon", "coordinates": [[[1, 44], [3, 44], [3, 46], [1, 46], [1, 44]]]}


def outlines_file(folder, *features):
    path = folder / "zones.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}))
    return path


def test_outlines_that_the_office_brings_are_drawn(client, db, tmp_path, settings):
    settings.DATA_DIR = tmp_path
    zones = make_regional_table("zones", territory="fr-zones-2020")
    zones.cells.filter(region="84").update(region="8405")
    CodeName.objects.create(
        scheme="fr-zones-2020", code="8405", name_fr="Bourg", name_en="Bourg", longitude=5, latitude=46
    )
    address = "/en/observatory/regions/map.json?table=zones&industry=62&figure=quotient"
    assert {one["geometry"]["type"] for one in client.get(address).json()["features"]} == {"Point"}
    path = outlines_file(tmp_path, {"properties": {"ze": "8405"}, "geometry": SQUARE})
    assert keep_outlines(path, version=TerritoryVersion.FR_ZONES_2020, code="ze", folder=tmp_path) == 1
    feature = client.get(address).json()["features"][0]
    assert (feature["geometry"]["type"], feature["properties"]["shade"]) == ("Polygon", 2)
    page = client.get("/en/observatory/regions/?table=zones&industry=62&figure=quotient").content.decode()
    assert "Bourg: 2.00</title></path>" in page


@pytest.mark.parametrize(
    ("feature", "said"),
    [
        ({"properties": {"other": "1"}, "geometry": SQUARE}, "feature 1: no property ze"),
        ({"properties": {"ze": "1"}, "geometry": {"type": "Point", "coordinates": [2, 45]}}, "an area is needed"),
        (
            {
                "properties": {"ze": "1"},
                "geometry": {"type": "Polygon", "coordinates": [[[6e5, 6e6], [7e5, 6e6], [7e5, 7e6], [6e5, 6e6]]]},
            },
            "degrees are needed",
        ),
    ],
)
def test_outlines_that_cannot_be_drawn_are_refused_with_where_and_why(tmp_path, feature, said):
    path = outlines_file(tmp_path, feature)
    with translation.override("en"), pytest.raises(OutlinesRefusedError, match=said):
        keep_outlines(path, version=TerritoryVersion.FR_ZONES_2020, code="ze", folder=tmp_path)


def test_a_region_without_figures_is_told(client, table):
    CodeName.objects.create(scheme="fr-2016", code="06", name_fr="Mayotte", name_en="Mayotte")
    table.provenance["without_figures"] = ["06"]
    table.save()
    page = client.get("/fr/observatory/regions/?table=own").content.decode()
    assert "Sans chiffres dans ce tableau" in page
    assert "/fr/observatory/regions/fr-2016/06/" in page


def test_a_table_tells_what_it_was_made_from(client, table):
    page = client.get("/en/observatory/tables/own/").content.decode()
    assert "rows in" in page
    assert "own.csv" in page
    assert client.get("/en/observatory/tables/own.csv").status_code == 200
    assert client.get("/en/observatory/tables/own.doc").status_code == 404


def test_addresses_without_a_table_lead_to_the_tables(client, table):
    page = client.get("/en/observatory/tables/").content.decode()
    assert 'href="/en/observatory/tables/own/"' in page
    assert client.get("/en/observatory/industries/").url == "/en/observatory/tables/own/#industries"
    assert client.get("/fr/observatory/industries/own/").url == "/fr/observatory/tables/own/#industries"
    assert client.get("/en/observatory/industries/none/").status_code == 404


def test_without_a_table_of_industries_the_tables_are_told(client, db):
    assert client.get("/en/observatory/industries/").url == "/en/observatory/tables/"
    assert "No table of regions is loaded yet" in client.get("/en/observatory/tables/").content.decode()


def test_each_method_has_its_formula_and_its_source(client, db):
    page = client.get("/en/observatory/methods/location-quotient/").content.decode()
    assert "LQ_ri = (E_ri / E_r) / (E_i / E)" in page
    assert "Florence" in page
    assert client.get("/en/observatory/methods/none/").status_code == 404


def test_charts_and_classes_can_be_checked_by_hand():
    chart = bars_of([("a", 2, 1, 4)])
    assert chart is not None
    bar = chart.rows[0]
    assert bar.width == pytest.approx(2 * (chart.one - chart.left))
    assert (bar.low, bar.high) == pytest.approx((chart.one, chart.left + 4 * (chart.one - chart.left)))
    assert bars_of([]) is None
    assert line_of([(2020, 1.0)]) is None
    bounds = class_bounds([1, 2, 3, 4, 5])
    assert [shade_of(value, bounds) for value in (1, 3, 5)] == [1, 3, 5]
    assert len(class_bounds([7, 7, 7])) == 1


def test_what_an_address_asks_in_vain_is_told(client, table):
    page = client.get("/en/observatory/compare/?table=own&region=84&region=zz&year=1900").content.decode()
    assert "The table has no such region: zz." in page
    assert "The table has no such year: 1900." in page
    codes = [f"x{number:02}" for number in range(11)]
    CodeName.objects.bulk_create(CodeName(scheme=table.territory, code=one, name_en=f"Region {one}") for one in codes)
    page = client.get("/en/observatory/compare/", {"table": "own", "region": codes}).content.decode()
    assert "10 regions at most are compared; left out: Region x10." in page
    page = client.get("/en/observatory/regions/?table=gone&industry=zz").content.decode()
    assert "No such table is loaded: gone." in page
    assert "The table has no such industry: zz." in page
    assert "no such" not in client.get("/en/observatory/regions/").content.decode()
    assert "Le tableau n’a pas" in client.get("/fr/observatory/industries/own/62/?year=1900").content.decode()
    for path in ("regions/fr-2016/84%00/", "industries/own/62%00/"):
        assert client.get(f"/en/observatory/{path}").status_code == 404


def test_the_command_of_a_table_says_how_its_file_was_read():
    asked = {
        "layout": "eurostat-figures",
        "held": "nuts",
        "where": {"unit": "a b"},
        "on_bad": "skip",
        "concordance": None,
    }
    command = command_of({"inputs": {"file.parquet": "x"}, "parameters": asked})
    assert command.startswith("grappe observatory cells --in file.parquet --out cells.csv --layout eurostat-figures")
    assert command.endswith("--holds nuts --on-bad skip --where 'unit=a b'")
    assert command_of({"inputs": {"a": "x", "b": "y"}, "parameters": asked}) == ""
    assert command_of({}) == ""


def test_a_region_and_an_industry_have_their_cells_of_every_year_as_a_file(client, table):
    for page, query in (("regions/fr-2016/84", "region=84"), ("industries/own/62", "industry=62")):
        address = f"/en/observatory/tables/own.csv?{query}"
        assert f'href="{address}"' in client.get(f"/en/observatory/{page}/").content.decode()
        answer = client.get(address)
        rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
        field, value = query.split("=")
        assert len(rows) == table.cells.filter(**{field: value}).count() > 1
        assert f"own-{value}.csv" in answer["Content-Disposition"]
    assert client.get("/en/observatory/tables/own.csv?region=%00").status_code == 200
