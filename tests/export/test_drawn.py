"""Networks and the page that draws them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from corpora import harbour_store

from kg.errors import QueryError
from kg.export import Records, export, projection, records, whole

CHROMIUM = Path("/usr/bin/chromium")


def row(
    speaker: str, claim: str, stance: str = "asserts", target: str | None = None, **more: object
):
    return {
        "id": f"{speaker}-{claim}-{stance}", "speaker_id": speaker, "stance": stance,
        "claims": [{"claim": claim, "target": target, "content": []}], "concerns": [],
    }  # fmt: skip


def small(*utterances: dict[str, object], relations: tuple[dict[str, object], ...] = ()) -> Records:
    actors = sorted({str(each["speaker_id"]) for each in utterances if each["speaker_id"]})
    return Records(
        documents=(), products=(), concerns=(), claims=(), utterances=utterances,
        actors=tuple({"id": a, "name": a.upper(), "kind": "person"} for a in actors),
        relations=relations,
    )  # fmt: skip


CONTRARY = {"relation": "contradicts", "left": "p", "right": "q", "status": "candidate"}


@pytest.mark.parametrize(
    ("utterances", "relations", "expected"),
    [
        # both put forward the same claim, one of them twice: one claim, counted once
        ([row("a", "p"), row("b", "p"), row("b", "p", "predicts")], (), (1, 0)),
        # a denial stands against its target
        ([row("a", "p"), row("b", "q", "denies", "p")], (), (0, 1)),
        # and is not counted again where the two claims are also found to contradict each other
        ([row("a", "p"), row("b", "q", "denies", "p")], (CONTRARY,), (0, 1)),
        ([row("a", "p"), row("b", "q")], (CONTRARY,), (0, 1)),
        # a conflict that a person rejected is none
        ([row("a", "p"), row("b", "q")], ({**CONTRARY, "status": "rejected"},), None),
        # to report or to ask is no commitment
        ([row("a", "p"), row("b", "p", "reports"), row("b", "q", "asks")], (CONTRARY,), None),
        # agreement here, conflict there: both are kept
        ([row("a", "p"), row("b", "q"), row("a", "r"), row("b", "r")], (CONTRARY,), (1, 1)),
        # nobody conflicts with herself
        ([row("a", "p"), row("a", "q")], (CONTRARY,), None),
    ],
)
def test_congruence_and_conflict(
    utterances: list[dict[str, object]],
    relations: tuple[dict[str, object], ...],
    expected: tuple[int, int] | None,
) -> None:
    graph = projection(small(*utterances, relations=relations), "actors")
    found = [(each["congruence"], each["conflict"]) for _, _, each in graph.edges(data=True)]
    assert found == ([expected] if expected else [])
    for _, _, each in graph.edges(data=True):
        assert each["weight"] == each["subtract"] == each["congruence"] - each["conflict"]


def test_weights_and_least_counts() -> None:
    found = small(row("a", "p"), row("b", "p"), row("a", "r"), row("b", "r"))
    assert projection(found, "actors", weight="congruence").edges["a", "b"]["weight"] == 2
    assert projection(found, "actors", min_count=3).number_of_edges() == 0
    assert projection(found, "actors", min_count=3).number_of_nodes() == 2


def test_two_modes_and_claims() -> None:
    found = records(harbour_store())
    concerns = projection(found, "actor-concern")
    assert {given["kind"] for _, given in concerns.nodes(data=True)} == {"actor", "concern"}
    assert all(given["count"] == 1 for _, _, given in concerns.edges(data=True))
    claims = projection(found, "claims")
    # rejected and superseded relations and near misses are no ties
    kinds = sorted(given["kind"] for _, _, given in claims.edges(data=True))
    assert kinds == ["contradicts", "contradicts", "contrasts", "supports", "undercuts"]
    assert projection(found, "actor-claim", min_count=2).number_of_edges() > 0


@pytest.mark.parametrize(("onto", "weight"), [("people", "subtract"), ("actors", "love")])
def test_what_is_unknown_is_answered_with_what_is(onto: str, weight: str) -> None:
    with pytest.raises(QueryError, match="Use one of"):
        projection(small(), onto, weight=weight)


@pytest.mark.parametrize("layout", ["graphml", "gexf"])
def test_networks_come_back_with_their_attributes(layout: str, tmp_path: Path) -> None:
    import networkx as nx

    file = tmp_path / f"graph.{layout}"
    export(harbour_store(), layout, file)
    found = nx.read_gexf(file) if layout == "gexf" else nx.read_graphml(file)
    original = whole(records(harbour_store()))
    assert set(found) == set(original)
    assert found.number_of_edges() == original.number_of_edges()
    for node, given in original.nodes(data=True):
        assert found.nodes[node]["label"] == given["label"]
        assert found.nodes[node]["kind"] == given["kind"]
    scores = {e["score"] for _, _, e in found.edges(data=True) if e["kind"] == "contradicts"}
    assert scores == {0.931, 0.88}


def page() -> str:
    out = io.BytesIO()
    export(harbour_store(), "html", out)
    return out.getvalue().decode()


def test_the_page_fetches_nothing() -> None:
    found = page()
    fetched = re.findall(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=[^>]*>", found)
    assert not fetched
    assert "default-src 'none'" in found


def test_a_graph_too_large_to_draw_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.export.html.MOST_NODES_DRAWN", 5)
    found = page()
    assert "5 of 22 nodes" in found and "GEXF" in found
    assert found.count('"shape": ') == 5


@pytest.mark.skipif(not CHROMIUM.exists(), reason="no browser is installed")
def test_the_page_draws_in_a_browser_without_network(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    file = tmp_path / "graph.html"
    file.write_text(page(), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        tab = browser.new_page()
        requests: list[str] = []
        errors: list[str] = []
        tab.on("request", lambda request: requests.append(request.url))
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.goto(file.as_uri())
        tab.wait_for_function("typeof network !== 'undefined' && network.body", timeout=20_000)
        drawn = tab.evaluate("Object.keys(network.getPositions()).length")
        browser.close()
    assert drawn == 22
    assert requests == [file.as_uri()]
    assert not errors
