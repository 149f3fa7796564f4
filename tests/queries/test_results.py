"""Answers as text."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg.errors import QueryError
from kg.queries import expanded, shortened, table, write

CLAIM = NamedNode("https://w3id.org/discourse-kg/claim/0123456789abcdef")
LONG = "The ferry is loud, and it has been loud since the day on which it was first seen here."


def answered(*values: str, extra: str = "") -> QuerySolutions:
    store = Store()
    for number, value in enumerate(values):
        node = NamedNode(f"{CLAIM.value}{number}")
        store.add(Quad(node, NamedNode("https://schema.org/text"), Literal(value)))
    found = store.query(f"SELECT ?claim ?text {extra} {{ ?claim ?p ?text }} ORDER BY ?claim")
    assert isinstance(found, QuerySolutions)
    return found


def test_a_narrow_table_wraps_texts_and_keeps_ids_whole() -> None:
    text = write(answered(LONG), "table", width=60)
    assert max(len(line) for line in text.splitlines()) <= 60
    assert "claim:0123456789abcdef0" in text
    assert " ".join(line[25:] for line in text.splitlines()[2:]).split() == LONG.split()


def test_columns_of_iris_are_left_out_before_words_are_broken() -> None:
    text = write(answered(LONG), "table", width=30)
    assert "(claim left out for width; other formats hold them)" in text
    assert "0123456789abcdef" not in text


def test_rows_become_blocks_where_no_column_fits() -> None:
    names = [f"column{i}" for i in range(8)]
    text = table(names, [[Literal("some words") for _ in names]], width=40)
    assert text.splitlines() == [f"{name}  some words" for name in names]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        # an escape sequence would colour, move or clear the terminal
        ("a\x1b[2Jb", "a\N{REPLACEMENT CHARACTER}[2Jb"),
        # a right-to-left override would show another text than is there
        ("a\N{RIGHT-TO-LEFT OVERRIDE}b", "a\N{REPLACEMENT CHARACTER}b"),
        # lines within a cell are one line
        ("one\r\n\ttwo", "one two"),
    ],
)
def test_hostile_texts_are_made_harmless(value: str, shown: str) -> None:
    assert write(answered(value), "table").splitlines()[-1].endswith(f"  {shown}")


def test_wide_characters_count_twice() -> None:
    lines = table(["a", "b"], [[Literal("漢字"), Literal("x")], [Literal("abcd"), Literal("y")]])
    assert lines.splitlines()[2:] == ["漢字  x", "abcd  y"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(5, "5"), (5.0, "5"), (0.9131111, "0.9131"), (5e13, "50000000000000"), (1e300, "1e+300")],
)
def test_numbers_are_short_and_to_the_right(value: float, shown: str) -> None:
    assert table(["a number"], [[Literal(value)]]).splitlines()[-1] == f"{shown:>8}"


def test_an_address_can_not_burst_its_column() -> None:
    text = table(["at"], [[Literal("x" * 100)]], width=30)
    assert max(len(line) for line in text.splitlines()) == 30


def test_no_rows_and_asks() -> None:
    assert write(answered(), "table") == "(no rows)\n"
    assert write(Store().query("ASK {}"), "table") == "yes\n"
    assert write(Store().query("ASK { ?s ?p ?o }"), "table") == "no\n"


def test_the_formats_of_the_standard() -> None:
    value = 'say "no", twice\nand more'
    rows = list(csv.reader(io.StringIO(write(answered(value), "csv"), newline="")))
    assert rows == [["claim", "text"], [f"{CLAIM.value}0", value]]
    assert write(answered("a"), "tsv") == f'?claim\t?text\n<{CLAIM.value}0>\t"a"\n'
    found = json.loads(write(answered(value), "json"))
    assert found["head"]["vars"] == ["claim", "text"]
    assert found["results"]["bindings"][0]["text"] == {"type": "literal", "value": value}
    root = ElementTree.fromstring(write(answered(value), "xml"))
    assert root.tag == "{http://www.w3.org/2005/sparql-results#}sparql"
    assert json.loads(write(Store().query("ASK {}"), "json"))["boolean"] is True


def test_a_graph_is_turtle_and_no_table() -> None:
    store = Store()
    store.add(Quad(CLAIM, NamedNode("https://schema.org/text"), Literal("a")))
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    assert 'claim:0123456789abcdef schema:text "a" .' in write(store.query(query), "table")
    assert write(store.query(query), "table") == write(store.query(query), "table")
    with pytest.raises(QueryError, match="csv can't hold"):
        write(store.query(query), "csv")


def test_an_unknown_format_lists_the_known() -> None:
    with pytest.raises(QueryError, match="table, csv, tsv, json, xml"):
        write(answered("a"), "xls")


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("https://w3id.org/discourse-kg/claim/0f", "claim:0f"),
        ("https://w3id.org/discourse-kg/ontology#Claim", "kg:Claim"),
        # a slash or an escape would be no plain name
        ("https://w3id.org/discourse-kg/graph/document/a", None),
        ("https://w3id.org/discourse-kg/coder/ida%20k.", None),
        ("https://elsewhere.example/claim/0f", None),
    ],
)
def test_prefixes_there_and_back(iri: str, short: str | None) -> None:
    assert shortened(iri) == (short or iri)
    assert expanded(shortened(iri)) == iri
