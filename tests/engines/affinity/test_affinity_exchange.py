"""Files read, and rows refused by name."""

import json

import pytest

from grappe.engines.affinity import read_experts, read_proposals
from grappe.engines.affinity.errors import NothingToCompareError, UnreadableRowError


@pytest.fixture
def written(tmp_path):
    def write(name, text, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_csv_and_json_lines_hold_the_same(written):
    sheet = written("p.csv", '\ufeffid,title,text\np1,"Un, deux",Trois\n"p2",,Quatre\n')
    lines = written("p.jsonl", '{"id": "p1", "title": "Un, deux", "text": "Trois"}\n\n{"id": "p2", "text": "Quatre"}\n')
    assert read_proposals(sheet) == read_proposals(lines)
    assert [(one.id, one.text) for one in read_proposals(sheet)] == [("p1", "Un, deux. Trois"), ("p2", "Quatre")]


def test_publications_gather_under_their_expert(written):
    rows = [("a", "Un", 2020), ("b", "Deux", None), ("a", "Trois", 1999)]
    text = "\n".join(json.dumps({"expert": name, "title": title, "year": year}) for name, title, year in rows)
    experts = read_experts(written("e.jsonl", text))
    assert [(one.id, [(item.text, item.year) for item in one.publications]) for one in experts] == [
        ("a", [("Un", 2020), ("Trois", 1999)]),
        ("b", [("Deux", None)]),
    ]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("p.csv", "id,title,text\np1,a,b\n,c,d\n", "line 3, id: it is empty"),
        ("p.csv", "id,title,text\np1,a,b\np1,c,d\n", "line 3, id: p1 stands on an earlier line"),
        ("p.csv", "id,title,text\np1,a,b\np2, ,\n", "line 3, text: title and text are both empty"),
        ("p.csv", "id,title,text\np1,a,b,c\n", "line 2, columns: there are more cells than the 3"),
        ("p.csv", 'id,title\np1,"a" b\n', "line 2: "),
        ("p.csv", "name,title\np1,a\n", "line 2, id: it is empty"),
        ("p.jsonl", '{"id": "p1", "text": "a"}\n{"id": "p2"', "line 2: no JSON"),
        ("p.jsonl", '{"id": "p1", "text": "a"}\n[1]', "line 2: one object"),
        ("p.jsonl", '{"id": "p1", "text": ["a"]}', "line 1, text: a text is expected"),
    ],
)
def test_a_proposal_that_cannot_be_read_is_named_by_its_line(written, name, text, said):
    with pytest.raises(UnreadableRowError, match=said):
        read_proposals(written(name, text))


@pytest.mark.parametrize("year", ["20", "next", "-2020", "²020"])
def test_a_year_that_is_none_is_refused(written, year):
    with pytest.raises(UnreadableRowError, match="line 2, year"):
        read_experts(written("e.csv", f"expert,title,year\na,b,{year}\n"))


def test_empty_files_and_other_encodings_are_refused(written):
    with pytest.raises(NothingToCompareError):
        read_proposals(written("p.csv", "id,title\n"))
    with pytest.raises(UnreadableRowError, match="UTF-8"):
        read_proposals(written("p.csv", "id,title\np1,blé\n", "latin-1"))
