"""The graph in a notebook."""

from __future__ import annotations

import doctest
from datetime import date
from pathlib import Path

import pytest
from corpora import harbour_graph

import kg.graph
from kg.errors import QueryError, StoreError
from kg.graph import Graph


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harbour_graph(tmp_path_factory.mktemp("ferry") / "graph")


def test_the_examples_run(ferry: Path) -> None:
    found = doctest.testmod(kg.graph, extraglobs={"FERRY": ferry})
    assert found.failed == 0 and found.attempted >= 9


def test_rows_are_a_sequence_and_a_dataframe(ferry: Path) -> None:
    with Graph.open(str(ferry)) as graph:
        rows = graph.ask("claims-over-time", by="day", **{"from": date(2026, 3, 3)})
        assert [row["period"] for row in rows] == ["2026-03-03"]
        assert len(rows[:1]) == 1 and rows[:1][0] == rows[0]
        assert list(rows.to_dataframe().columns) == list(rows.variables)
        nothing = graph.ask("conflicts", kind="causal")
        assert not nothing
        assert list(nothing.to_dataframe().columns) == list(nothing.variables)


def test_a_notebook_shows_texts_as_texts(ferry: Path) -> None:
    rows = Graph.open(ferry).ask("SELECT ('<b>x</b>' AS ?text) (?none AS ?n) {}")
    assert "<td>&lt;b&gt;x&lt;/b&gt;</td><td></td>" in rows._repr_html_()
    many = Graph.open(ferry).ask("SELECT ?s {?s ?p ?o}")
    assert f"and {len(many) - 60:,} more rows" in many._repr_html_()


def test_what_can_not_be_asked(ferry: Path, tmp_path: Path) -> None:
    graph = Graph.open(ferry)
    with pytest.raises(QueryError, match="Did you mean conflicts"):
        graph.ask("conflict")
    with pytest.raises(QueryError, match="construct"):
        graph.ask("CONSTRUCT WHERE {?s ?p ?o}")
    with pytest.raises(QueryError, match="no answer to an ASK"):
        _ = graph.ask("actors").truth
    with pytest.raises(StoreError, match="kg build"):
        Graph.open(tmp_path)


def test_export_says_where_it_wrote(ferry: Path, tmp_path: Path) -> None:
    out = Graph.open(ferry).export("turtle", tmp_path / "graph.ttl", without_text=True)
    assert out.read_text().startswith("@prefix")
    assert "isString" not in out.read_text()
