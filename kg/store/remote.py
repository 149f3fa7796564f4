"""A store behind an address, by the SPARQL 1.1 protocol."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import pyoxigraph
from pyoxigraph import Quad, QueryResultsFormat, QueryTriples, RdfFormat

from kg.errors import QueryError, StoreError
from kg.store import answers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    import httpx

    from kg.store.cells import Result
    from kg.store.protocol import Results

TIMEOUT: Final = 60.0
"""Seconds an endpoint has for one query: enough for a grouped join over some million triples."""
_ACCEPT: Final = "application/sparql-results+json, application/n-triples;q=0.9"
_LIMIT: Final = re.compile(r"LIMIT (?:\d+ was lowered to )?(\d+)")
"""What the gate of `kg.endpoint` notes in the header Kg-Note: a limit it added, or lowered to."""
_SAMPLE: Final = 100  # triples of named graphs that must show in the default graph


@dataclass(frozen=True, slots=True)
class RemoteStore:
    """A `Store` over a SPARQL 1.1 endpoint."""

    url: str
    client: httpx.Client

    def results(self, query: str) -> Results:
        """See `Store`. An answer that the endpoint has cut is given as it is."""
        media_type, body, _ = self._fetched(query)
        return _parsed(self.url, media_type, body)

    def _fetched(self, query: str) -> tuple[str, bytes, str]:
        """Media type and body of the answer, and what a gate notes on it."""
        import httpx

        try:
            response = self.client.post(
                self.url,
                content=query.encode(),
                headers={"Content-Type": "application/sparql-query", "Accept": _ACCEPT},
            )
        except httpx.TimeoutException as error:
            raise StoreError(
                f"{self.url} did not answer within {self.client.timeout.read:g} seconds. "
                "Narrow the question or add a LIMIT."
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise StoreError(
                f"{self.url} can't be reached ({error}). See that the address is right and the "
                "endpoint runs."
            ) from error
        if response.status_code in {400, 403}:
            raise QueryError(f"{self.url} refuses the query: {response.text.strip()[:500]}")
        if response.status_code >= 300:
            raise StoreError(
                f"{self.url} answers {response.status_code}: {response.text.strip()[:500]}"
            )
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip()
        return media_type, response.content, response.headers.get("Kg-Note", "")

    def select(self, query: str) -> Result:
        """See `Store`. StoreError where the endpoint has cut the answer."""
        media_type, body, note = self._fetched(query)
        found = answers.rows(_parsed(self.url, media_type, body))
        self._refuse_cut(note, len(found))
        return found

    def ask(self, query: str) -> bool:
        """See `Store`."""
        return answers.truth(self.results(query))

    def construct(self, query: str) -> Iterator[Quad]:
        """See `Store`. StoreError where the endpoint has cut the answer."""
        media_type, body, note = self._fetched(query)
        found = list(answers.quads(_parsed(self.url, media_type, body)))
        self._refuse_cut(note, len(found))
        return iter(found)

    def _refuse_cut(self, note: str, given: int) -> None:
        """StoreError where a gate put a limit on the answer and the answer reaches it.

        What lies beyond would be missing in silence, from an export say.
        """
        limit = _LIMIT.search(note)
        if limit is not None and given >= int(limit[1]):
            raise StoreError(
                f"{self.url} gives at most {limit[1]} rows, and the answer has more. Narrow the "
                "question or state a LIMIT; to read the whole graph, raise the endpoint's limit "
                "(kg serve --limit) or open the graph's folder itself (--graph)."
            )

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """See `Store`. One query per named graph."""
        for name in self.graphs() if graph is None else (graph,):
            node = pyoxigraph.NamedNode(name)
            query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {node} {{ ?s ?p ?o }} }}"
            for quad in self.construct(query):
                yield Quad(quad.subject, quad.predicate, quad.object, node)

    def graphs(self) -> tuple[str, ...]:
        """See `Store`."""
        found = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        return tuple(sorted(str(row["g"]) for row in found))

    def close(self) -> None:
        """See `Store`."""
        self.client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def open_remote(url: str, *, timeout: float = TIMEOUT) -> RemoteStore:
    """The graph at a SPARQL 1.1 endpoint.

    StoreError where nobody answers within `timeout` seconds, where the answer is not SPARQL, and
    where the default graph is not the union of the named ones, which all questions rest on.
    """
    import httpx

    store = RemoteStore(url, httpx.Client(timeout=timeout, follow_redirects=True))
    try:
        if store.ask(_OUTSIDE_THE_DEFAULT_GRAPH):
            raise StoreError(
                f"{url}: the default graph is not the union of the named graphs, so questions "
                "would find nothing. Start Oxigraph with --union-default-graph, set "
                "tdb2:unionDefaultGraph in Fuseki, or use the union graph's own address."
            )
    except (StoreError, QueryError):
        store.close()
        raise
    return store


_OUTSIDE_THE_DEFAULT_GRAPH: Final = f"""
ASK {{
  {{ SELECT ?s ?p ?o WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {_SAMPLE} }}
  FILTER NOT EXISTS {{ ?s ?p ?o }}
}}
"""


def _parsed(url: str, media_type: str, body: bytes) -> Results:
    try:
        rdf = RdfFormat.from_media_type(media_type)
        if rdf is not None and QueryResultsFormat.from_media_type(media_type) is None:
            return _triples(body, rdf)
        form = QueryResultsFormat.from_media_type(media_type)
        if form is not None:
            return pyoxigraph.parse_query_results(body, form)
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"{url} sends an answer that is broken off or garbled: {error}") from error
    raise StoreError(
        f"{url} answers with {media_type or 'no media type'}, which is no SPARQL answer. See that "
        "the address is that of the query endpoint."
    )


def _triples(body: bytes, form: RdfFormat) -> QueryTriples:
    """The triples of an answer, as the engine would give them itself."""
    held = pyoxigraph.Store()
    held.load(body, form)
    found = held.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    if not isinstance(found, QueryTriples):
        raise StoreError("the engine gives no triples for a CONSTRUCT. Install pyoxigraph again.")
    return found
