"""One suite for every kind of store: the answers must not depend on where the graph stands."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import httpx
import pytest
from corpora import harbour, harbour_graph, harbour_quads
from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kg.errors import QueryError, StoreError
from kg.store import Iri, RemoteStore, Store, current, in_memory, open_local, open_remote

PREFIXES = (
    "PREFIX kg: <https://w3id.org/discourse-kg/ontology#>\nPREFIX schema: <https://schema.org/>\n"
)
LINKS = "https://w3id.org/discourse-kg/graph/links"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harbour_graph(tmp_path_factory.mktemp("harbour") / "graph")


@contextmanager
def served(folder: Path, *options: str) -> Iterator[str]:
    """Address of a real server on the graph, which is gone afterwards."""
    beside = str(Path(sys.executable).parent)
    binary = shutil.which("oxigraph", path=beside) or shutil.which("oxigraph")
    if binary is None:
        pytest.skip("the server of the package oxigraph is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    location = str(current(folder) / "store")
    command = [binary, "serve-read-only", "--location", location, "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [*command, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port, server)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert server.poll() is None, "the server stopped at once"
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
            connection.request("GET", "/query?query=ASK%20%7B%7D")
            connection.getresponse().read()
            connection.close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server does not answer")


@pytest.fixture(scope="module", params=["folder", "memory", "endpoint"])
def store(request: pytest.FixtureRequest, folder: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield in_memory(harbour_quads())
    elif request.param == "folder":
        with open_local(folder) as opened:
            yield opened
    else:
        with served(folder, "--union-default-graph") as url, open_remote(url) as opened:
            yield opened


def test_rows_hold_plain_values(store: Store) -> None:
    result = store.select(
        PREFIXES
        + """SELECT ?u ?text ?said ?nobody ?absent ?max ?n WHERE {
          { ?u kg:unattributed true ; schema:text ?text ; kg:said ?said ; kg:unattributed ?nobody }
          UNION { ?u kg:bound "at-most" ; schema:maxValue ?max . BIND (3 AS ?n) }
        } ORDER BY ?text ?u"""
    )
    assert result.variables == ("u", "text", "said", "nobody", "absent", "max", "n")
    quantity, *_, utterance = result.rows
    assert isinstance(utterance["u"], Iri)
    assert not isinstance(utterance["text"], Iri)
    assert utterance["text"] == "A court case may follow"
    assert utterance["said"] == date(2026, 3, 2)
    assert utterance["nobody"] is True
    assert utterance["absent"] is None
    assert (quantity["max"], quantity["n"]) == (90.0, 3)
    assert isinstance(quantity["n"], int)


def test_no_rows_still_have_variables(store: Store) -> None:
    result = store.select(PREFIXES + "SELECT ?a ?b WHERE { ?a kg:change 'sideways' ; ?b ?c }")
    assert (result.variables, len(result), bool(result), list(result)) == (("a", "b"), 0, False, [])


def test_the_default_graph_is_the_union(store: Store) -> None:
    # a speaker stands in the links graph, the words in the document's, the label in the ontology's
    query = """SELECT ?name ?label WHERE {
      ?u schema:text "The figures are difficult to check" ; kg:speaker/schema:name ?name ;
        kg:stanceKind/<http://www.w3.org/2000/01/rdf-schema#label> ?label } LIMIT 1"""
    assert store.select(PREFIXES + query).rows == (
        {"name": "Lindmark Port Authority", "label": "doubts"},
    )


def test_ask(store: Store) -> None:
    assert store.ask(PREFIXES + "ASK { ?c a kg:Conflict }") is True
    assert store.ask(PREFIXES + "ASK { ?c a kg:Nonsense }") is False


def test_construct_gives_quads_of_the_default_graph(store: Store) -> None:
    found = list(
        store.construct(
            PREFIXES + "CONSTRUCT { ?a schema:name ?n } { ?a a kg:Group ; schema:name ?n }"
        )
    )
    assert [quad.object.value for quad in found] == ["the harbour council"]


def test_graphs_are_named_and_sorted(store: Store) -> None:
    graphs = store.graphs()
    assert list(graphs) == sorted(graphs)
    assert LINKS in graphs
    assert len([g for g in graphs if "/graph/document/" in g]) == len(harbour().extractions)


def test_quads_of_one_graph_and_of_all(store: Store) -> None:
    everything = set(harbour_quads())
    assert set(store.quads()) == everything
    links = {quad for quad in everything if quad.graph_name == NamedNode(LINKS)}
    assert set(store.quads(LINKS)) == links
    assert list(store.quads("https://nowhere.example/graph")) == []


def test_the_answer_itself_can_be_written_in_a_format(store: Store) -> None:
    from pyoxigraph import QueryResultsFormat

    results = store.results("SELECT (1 AS ?one) {}")
    assert isinstance(results, QuerySolutions)
    assert results.serialize(format=QueryResultsFormat.CSV) == b"one\r\n1\r\n"
    assert isinstance(store.results("ASK {}"), QueryBoolean)
    assert isinstance(store.results("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1"), QueryTriples)


# what cannot be understood is the asker's mistake, and says so
@pytest.mark.parametrize(
    "query", ["SELECT ?x WHERE {", "", "DROP ALL", "SELECT ?x { ?x nope:y 1 }"]
)
def test_a_malformed_query_is_a_query_error(store: Store, query: str) -> None:
    with pytest.raises(QueryError):
        store.select(query)


@pytest.mark.parametrize(
    ("method", "query", "remedy"),
    [
        ("select", "ASK {}", "Ask with SELECT"),
        ("ask", "SELECT ?x {}", "Ask with ASK"),
        ("construct", "SELECT ?x {}", "Ask with CONSTRUCT"),
    ],
)
def test_the_wrong_kind_of_query_is_told_the_right_one(
    store: Store, method: str, query: str, remedy: str
) -> None:
    with pytest.raises(QueryError, match=remedy):
        getattr(store, method)(query)


def test_an_endpoint_whose_default_graph_is_empty_is_refused_with_the_remedy(folder: Path) -> None:
    with served(folder) as url, pytest.raises(StoreError, match="--union-default-graph"):
        open_remote(url)


def test_nobody_at_the_address() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(StoreError, match="can't be reached"):
        open_remote(f"http://127.0.0.1:{port}/query", timeout=2)


@pytest.mark.parametrize("url", ["no address", "http://", "ftp://store.example/query"])
def test_no_address_at_all(url: str) -> None:
    with pytest.raises(StoreError, match="address"):
        open_remote(url, timeout=2)


def answering(handler: object, *, timeout: float = 7) -> RemoteStore:
    transport = httpx.MockTransport(handler)  # type: ignore[arg-type]
    return RemoteStore(
        "https://store.example/query", httpx.Client(transport=transport, timeout=timeout)
    )


def test_a_slow_endpoint_is_told_with_the_limit() -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow", request=request)

    with answering(slow) as store, pytest.raises(StoreError, match=r"within 7 seconds.*LIMIT"):
        store.ask("ASK {}")


JSON = {"Content-Type": "application/sparql-results+json"}


@pytest.mark.parametrize(
    ("response", "error", "message"),
    [
        # a web page in place of an endpoint
        (httpx.Response(200, html="<p>Welcome</p>"), StoreError, "text/html, which is no SPARQL"),
        (httpx.Response(200, content=b"{}"), StoreError, "no media type"),
        # an answer broken off
        (httpx.Response(200, headers=JSON, content=b'{"head": {}, "bool'), StoreError, "garbled"),
        # the server gives up, the gate refuses, the server can't parse
        (httpx.Response(503, text="overloaded"), StoreError, "answers 503: overloaded"),
        (httpx.Response(403, text="SERVICE is refused"), QueryError, "SERVICE is refused"),
        (httpx.Response(400, text="expected }"), QueryError, "expected }"),
    ],
)
def test_what_endpoints_answer_amiss(
    response: httpx.Response, error: type[Exception], message: str
) -> None:
    with answering(lambda request: response) as store, pytest.raises(error, match=message):
        store.ask("ASK {}")


ROWS = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{}, {}]}}'
TRIPLES = b"<http://a.example/> <http://b.example/> 1 , 2 ."


@pytest.mark.parametrize(
    ("note", "cut"),
    [
        # as many rows as the gate lets through: there are more
        ("LIMIT 2 was added; page on with OFFSET.", True),
        ("LIMIT 9 was lowered to 2; page on with OFFSET.", True),
        # fewer than it would let through: all are there
        ("LIMIT 3 was added; page on with OFFSET.", False),
        ("LIMIT 9 was lowered to 3; page on with OFFSET.", False),
        ("", False),
    ],
)
def test_an_answer_that_was_cut_is_an_error_with_the_remedy(note: str, cut: bool) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        rows = request.content.startswith(b"SELECT")
        kind = JSON if rows else {"Content-Type": "text/turtle"}
        return httpx.Response(
            200, headers={**kind, "Kg-Note": note}, content=ROWS if rows else TRIPLES
        )

    store = answering(answer)
    asked = (
        lambda: store.select("SELECT ?x { ?x ?y ?z }"),
        lambda: list(store.construct("CONSTRUCT WHERE { ?x ?y ?z }")),
        lambda: list(store.quads("https://nowhere.example/graph")),
    )
    for ask in asked:
        if cut:
            with pytest.raises(StoreError, match=r"at most 2 rows.*kg serve --limit.*--graph"):
                ask()
        else:
            assert len(ask()) == 2


def test_rows_that_are_garbled_late_are_told_too() -> None:
    # the head is whole, so the error comes only when rows are read
    content = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "va'
    store = answering(lambda request: httpx.Response(200, headers=JSON, content=content))
    with pytest.raises(StoreError, match="broke off"):
        store.select("SELECT ?x { ?x ?y ?z }")


def test_a_folder_without_a_graph_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        open_local(tmp_path / "nothing")


def test_a_broken_store_says_so(tmp_path: Path) -> None:
    folder = harbour_graph(tmp_path / "graph")
    for file in (current(folder) / "store").glob("MANIFEST*"):
        file.write_bytes(b"x")
    with pytest.raises(StoreError, match="Build it again"):
        open_local(folder)
