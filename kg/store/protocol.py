"""What a store can be asked, wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from pyoxigraph import Quad

    from kg.store.cells import Result

Results = QuerySolutions | QueryBoolean | QueryTriples
"""What the engine answers: to be written in a format, once."""


class Store(Protocol):
    """A graph that can be read. Its default graph is the union of all named ones.

    All methods raise QueryError where the query is malformed, StoreError where the store is broken,
    out of reach or too slow.
    """

    def results(self, query: str) -> Results:
        """The engine's own answer to any kind of query, for writing it in a SPARQL format."""
        ...

    def select(self, query: str) -> Result:
        """The rows of a SELECT, as plain Python values."""
        ...

    def ask(self, query: str) -> bool:
        """The answer to an ASK."""
        ...

    def construct(self, query: str) -> Iterator[Quad]:
        """The triples of a CONSTRUCT or DESCRIBE, as quads of the default graph."""
        ...

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """All quads of one named graph, or of all."""
        ...

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted."""
        ...

    def close(self) -> None:
        """Let go of files and connections; asking afterwards is an error."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
