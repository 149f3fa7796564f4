"""Every page alone, in its three states: nothing selected, nothing found, found."""

from __future__ import annotations

from pathlib import Path

import pytest
from explorer.page_reading import PROJECT, Page, first
from pyoxigraph import Quad

from kg.store import new_build, open_local

# page, address, and what must then be read on it
NOTHING_SELECTED = [
    ("overview", {}, "Who said what, and where it clashes"),
    ("actors", {}, "Maren Holt"),
    ("actor", {}, "No actor chosen"),
    ("claims", {}, "Tickets will cost 12 euros"),
    ("claim", {}, "No claim chosen"),
    ("conflicts", {}, "both count passengers per trip of the Tidewalker 3"),
    ("concerns", {}, "Sound that disturbs people."),
    ("network", {}, "The ties, the strongest first"),
    ("documents", {}, "1 document kept, but not read"),
    ("document", {}, "No document chosen"),
    ("sparql", {}, "Ask the graph"),
    ("export", {}, "For Gephi and Gephi Lite."),
    ("search", {}, "Nothing to look for yet"),
]
NOTHING_FOUND = [
    ("actors", {"name": "Nobody Atall"}, "Nobody answers to that"),
    ("actor", {"id": "0000000000000000"}, "No such actor in this graph"),
    # not even an id: refused before it is asked for
    ("actor", {"id": "../<x>"}, "No such actor in this graph"),
    ("claims", {"words": "zeppelin"}, "No claim fits"),
    ("claim", {"id": "0000000000000000"}, "No such claim in this graph"),
    ("claim", {"id": "a b"}, "No such claim in this graph"),
    ("conflicts", {"relation": "0000000000000000"}, "No such pair"),
    ("conflicts", {"relation": "<>"}, "No such pair"),
    ("conflicts", {"conflict_kind": "causal"}, "is not here"),
    ("concerns", {"concern": "boredom"}, "is not here"),
    ("concerns", {"tab": "Products", "subject": "0000"}, "No such product in this graph"),
    ("network", {"least": "90"}, "No tie of this kind"),
    ("document", {"id": "0000000000000000"}, "No such document in this graph"),
    ("search", {"words": "zeppelin"}, "Nothing holds “zeppelin”"),
    # punctuation alone holds no word
    ("search", {"words": "?!"}, "Nothing holds"),
    ("sparql", {"query": "SELECT ?x WHERE { ?x a <http://example.org/Nothing> }"}, "No rows"),
    # past the last page of a list: the last one is shown
    ("claims", {"part": "99"}, "Tickets will cost 12 euros"),
]
FOUND = [
    ("actors", {"name": "holt"}, "chief engineer of Osprey Ferries"),
    ("claims", {"words": "fuel rivals"}, "does not use less fuel"),
    ("conflicts", {"tab": "Near misses"}, "120 counts passengers, 12 counts euros"),
    ("conflicts", {"conflict_kind": "negation"}, "negates"),
    ("concerns", {"concern": "noise"}, "as reported by Maren Holt"),
    ("concerns", {"tab": "Products"}, "made by Osprey Ferries"),
    ("network", {"ties": "Actors and concerns"}, "raised in 1 utterance"),
    ("search", {"words": "ferr"}, "Osprey Ferries"),
]


@pytest.mark.parametrize(("page", "address", "shown"), NOTHING_SELECTED + NOTHING_FOUND)
def test_page_without_a_choice_or_a_find(visit, harbour: Path, page: str, address, shown) -> None:
    assert shown in Page(visit(page, harbour, **address)).text


@pytest.mark.parametrize(("page", "address", "shown"), FOUND)
def test_page_with_a_find(visit, harbour: Path, page: str, address, shown) -> None:
    assert shown in Page(visit(page, harbour, **address)).text


def test_actor_page_shows_roles_words_and_conflicts(visit, harbour: Path) -> None:
    rows = open_local(harbour).select(
        "PREFIX schema: <https://schema.org/> SELECT ?a { ?a schema:name 'Maren Holt' }"
    )
    ident = str(rows.rows[0]["a"]).rsplit("/", 1)[-1]
    quoted = Page(visit("actor", harbour, id=ident)).text
    assert "chief engineer of Osprey Ferries" in quoted
    assert "It uses 40 percent less fuel than any ferry of its size" in quoted
    assert "negates" in Page(visit("actor", harbour, id=ident, tab="In conflict")).text


def test_claim_page_names_speaker_relations_and_address(visit, harbour: Path) -> None:
    ident = first(open_local(harbour), "find-claims", "claim")
    app = visit("claim", harbour, id=ident)
    page = Page(app)
    assert "Maren Holt" in page.text
    assert "That claim undercuts this one." in page.text
    assert any(each.value.endswith(f"/claim/{ident}") for each in app.code)


def test_document_page_marks_words_and_links_them_to_claims(visit, harbour: Path) -> None:
    store = open_local(harbour)
    rows = store.select(
        "SELECT ?d { ?d <https://w3id.org/discourse-kg/ontology#file> 'ferry.txt' }"
    )
    ident = str(rows.rows[0]["d"]).rsplit("/", 1)[-1]
    page = Page(visit("document", harbour, id=ident))
    assert "The Tidewalker 3 carries about 120 passengers per trip" in page.texts  # one whole mark
    assert {"mark", "sup"} <= page.tags
    assert any(link.startswith("claim?id=") for link in page.links)


def test_unread_document_says_why(visit, harbour: Path) -> None:
    ident = first(open_local(harbour), "unread-documents", "document")
    text = Page(visit("document", harbour, id=ident)).text
    assert "kept, but not read" in text
    assert "Its language is de" in text


def test_former_claim_leads_to_the_present_one(visit, harbour: Path) -> None:
    rows = open_local(harbour).select(
        "SELECT ?old { ?old <http://purl.org/dc/terms/isReplacedBy> ?new } ORDER BY ?old"
    )
    ident = str(rows.rows[0]["old"]).rsplit("/", 1)[-1]
    assert "now has another address" in Page(visit("claim", harbour, id=ident)).text


def test_every_view_shows_its_query_and_gives_its_rows(visit, harbour: Path) -> None:
    from kg.explorer.data import Graph
    from kg.explorer.graphs import Source

    app = visit("conflicts", harbour)
    shown = next(each.value for each in app.code if "SELECT" in each.value)
    reply = Graph.of(Source(name="h", place=str(harbour))).run(shown)
    assert reply.result and reply.result.rows
    assert any("sparql?question=relation-sides" in link for link in Page(app).links)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("SELECT ?x WHERE { ?x", "line 1, column"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("DELETE WHERE { ?s ?p ?o }", "read-only"),
        ("ASK { ?s ?p ?o }", "Yes."),
    ],
)
def test_sparql_page_runs_or_says_why_not(visit, harbour: Path, query: str, shown: str) -> None:
    assert shown in Page(visit("sparql", harbour, query=query)).text


def test_sparql_page_asks_for_what_a_question_needs(visit, harbour: Path) -> None:
    app = visit("sparql", harbour, question="claim-card")
    assert "claim-card needs claim" in Page(app).text
    ident = first(open_local(harbour), "find-claims", "claim")
    app.text_input(key="p_claim").input(f"claim:{ident}").run()
    assert f"claim/{ident}" in app.text_area[0].value
    assert len(app.dataframe[0].value) > 5


def test_empty_graph_has_a_page_that_says_what_to_do(visit, tmp_path: Path) -> None:
    with new_build(tmp_path / "empty") as build:
        build.load(list[Quad]())
    assert "kg build FOLDER" in Page(visit("overview", tmp_path / "empty")).text
    for page in ("actors", "claims", "conflicts", "concerns", "network", "documents", "claim"):
        assert "kg-empty" in str(Page(visit(page, tmp_path / "empty", id="0")).attributes), page


def test_a_rebuild_shows_at_the_next_run(visit, harbour: Path, tmp_path: Path) -> None:
    with new_build(tmp_path / "g") as build:
        build.load(list[Quad]())
    app = visit("claims", tmp_path / "g")
    assert "No claim fits" in Page(app).text
    with new_build(tmp_path / "g") as build:
        build.load(open_local(harbour).quads())
    assert "Tickets will cost 12 euros" in Page(app.run()).text


def test_no_page_computes_more_than_it_draws() -> None:
    for source in sorted((PROJECT / "kg" / "explorer" / "pages").glob("*.py")):
        lines = source.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 100, source.name
        assert not [line for line in lines if "session_state" in line or "unsafe_allow" in line]
