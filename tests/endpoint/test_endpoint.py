"""The endpoint as programs and browsers meet it, with the real server on loopback."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from corpora import harbour_graph

from kg.endpoint.engine import binary, free_port
from kg.endpoint.server import serve
from kg.errors import QueryError, StoreError
from kg.queries import catalogue, question
from kg.store import open_remote

TESTS = Path(__file__).parents[1]
SERVE = (
    "import sys; from pathlib import Path; from kg.endpoint.server import serve\n"
    "tell = lambda address: print(address, flush=True)\n"
    "serve(Path(sys.argv[1]), port=0, limit=50, timeout=1.0, announce=tell)"
)


def started(graph: Path) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(graph)],
        env={**os.environ, "PYTHONPATH": str(TESTS.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    address = process.stdout.readline().strip()
    for _ in range(200):
        try:
            if httpx.get(f"{address}health", trust_env=False).status_code == 200:
                return process, address
        except httpx.HTTPError:
            time.sleep(0.05)
    process.kill()
    raise AssertionError(process.communicate()[1])


def finished(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    return process.returncode


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    process, address = started(harbour_graph(tmp_path_factory.mktemp("ferry") / "graph"))
    yield address
    assert finished(process) == 0


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, trust_env=False, timeout=20) as client:
        yield client


COUNT = "SELECT (COUNT(*) AS ?n) { ?claim a <https://w3id.org/discourse-kg/ontology#Claim> }"


@pytest.mark.parametrize(
    "request_of",
    [
        lambda client: client.get("query", params={"query": COUNT}),
        lambda client: client.post("query", data={"query": COUNT}),
        lambda client: client.post(
            "query", content=COUNT, headers={"Content-Type": "application/sparql-query"}
        ),
    ],
    ids=["get", "form", "body"],
)
def test_the_three_ways_of_the_protocol(client: httpx.Client, request_of) -> None:
    response = request_of(client)
    assert response.status_code == 200
    assert response.json()["results"]["bindings"][0]["n"]["value"] == "10"


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        ("ASK {}", "application/sparql-results+json", "application/sparql-results+json"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT ?s {?s ?p ?o} LIMIT 1", "text/csv", "text/csv"),
        ("SELECT ?s {?s ?p ?o} LIMIT 1", "text/tab-separated-values", "text/tab-separated-values"),
        ("CONSTRUCT WHERE {?s ?p ?o} LIMIT 1", "text/turtle", "text/turtle"),
        ("CONSTRUCT WHERE {?s ?p ?o} LIMIT 1", "application/n-triples", "application/n-triples"),
        # a browser gets a page
        ("SELECT ?s {?s ?p ?o} LIMIT 1", "text/html,*/*;q=0.8", "text/html"),
    ],
)  # fmt: skip
def test_the_format_asked_for(client: httpx.Client, query: str, accept: str, kind: str) -> None:
    response = client.get("query", params={"query": query}, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(kind)


def test_rows_are_limited_and_the_answer_says_so(client: httpx.Client) -> None:
    response = client.get("query", params={"query": "SELECT * {?s ?p ?o}"})
    assert len(response.json()["results"]["bindings"]) == 50
    assert "LIMIT 50 was added" in response.headers["kg-note"]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"query": "SELECT * {SERVICE <http://x.example/> {?s ?p ?o}}"}, "SERVICE is refused"),
        ({"query": "SELECT * {"}, "ends too early"),
        ({"update": "DROP ALL"}, "updates are refused"),
        ({"query": "ASK {}", "default-graph-uri": "http://x.example/"}, "can't be chosen"),
        ({"query": ["ASK {}", "ASK {}"]}, "several queries"),
        ({}, "no query"),
    ],
)
def test_refusals_say_why(client: httpx.Client, sent: dict[str, str], message: str) -> None:
    for response in (client.get("query", params=sent), client.post("query", data=sent)):
        assert response.status_code == 400
        if sent or response.request.method == "GET":
            assert message in response.text


def test_bodies_of_other_kinds_and_sizes(client: httpx.Client) -> None:
    odd = client.post("query", content=b"{}", headers={"Content-Type": "application/json"})
    assert odd.status_code == 400 and "application/sparql-query" in odd.text
    large = client.post(
        "query", content=b" " * 700_000, headers={"Content-Type": "application/sparql-query"}
    )
    assert large.status_code == 400 and "bytes" in large.text
    wrong = client.post(
        "query", content=b"\xff", headers={"Content-Type": "application/sparql-query"}
    )
    assert wrong.status_code == 400 and "UTF-8" in wrong.text


def test_a_slow_query_is_given_up(client: httpx.Client) -> None:
    product = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(5))
    response = client.post("query", data={"query": f"SELECT (COUNT(*) AS ?n) {{ {product} }}"})
    assert response.status_code == 504
    assert "no answer within 1 seconds" in response.text


def test_names_that_point_here_are_not_ours(client: httpx.Client) -> None:
    response = client.get("health", headers={"Host": "rebound.example"})
    assert response.status_code == 400
    answer = client.get("health", headers={"Origin": "http://elsewhere.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_the_front_page_offers_the_questions(client: httpx.Client) -> None:
    page = client.get("/").text
    for each in catalogue():
        assert f"/?question={each.name}#query" in page
    chosen = client.get("/", params={"question": "conflicts"}).text
    assert "kg:Conflict" in chosen
    hostile = client.get("/", params={"question": "</textarea><script>"}).text
    assert "<script" not in hostile


def test_the_questions_are_there_for_programs(client: httpx.Client) -> None:
    found = {each["name"]: each for each in client.get("questions").json()}
    assert set(found) == {each.name for each in catalogue()}
    assert found["claim-card"]["parameters"][0]["required"] is True


def test_an_answer_in_the_browser_is_escaped(client: httpx.Client) -> None:
    query = "SELECT ('<script>alert(1)</script>' AS ?x) {}"
    page = client.get("query", params={"query": query}, headers={"Accept": "text/html"}).text
    assert "<script" not in page and "&lt;script&gt;" in page


def test_a_remote_store_asks_through_the_gate(address: str) -> None:
    with open_remote(f"{address}query") as store:
        assert len(store.select(question("conflicts").query)) == 2
        with pytest.raises(QueryError, match="SERVICE"):
            store.select("SELECT * {SERVICE <http://x.example/> {?s ?p ?o}}")
        with pytest.raises(StoreError, match="at most 50 rows"):
            list(store.quads())


def test_interrupting_it_stops_the_engine_too(tmp_path: Path) -> None:
    process, _ = started(harbour_graph(tmp_path / "graph"))
    children = [
        int(each)
        for each in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    ] if Path("/proc/self/task").exists() else []  # fmt: skip
    assert finished(process) == 0
    for child in children:
        assert not Path(f"/proc/{child}").exists()


def test_what_keeps_it_from_starting_is_said(tmp_path: Path, monkeypatch) -> None:
    with pytest.raises(StoreError, match="kg build"):
        serve(tmp_path / "nowhere", port=0)
    graph = harbour_graph(tmp_path / "graph")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StoreError, match=f"port {port} .*--port"):
            serve(graph, port=port)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreError, match=re.escape("pip install oxigraph")):
        binary()


def test_a_free_port_is_free() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", free_port()))
