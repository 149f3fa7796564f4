"""A store in a folder or in memory, by Oxigraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from kg.errors import QueryError, StoreError
from kg.store import answers
from kg.store.builds import STORE, current

if TYPE_CHECKING:
    from types import TracebackType

    from kg.store.cells import Result
    from kg.store.protocol import Results


@dataclass(frozen=True, slots=True)
class LocalStore:
    """A `Store` over an embedded Oxigraph."""

    engine: pyoxigraph.Store

    def results(self, query: str) -> Results:
        """See `Store`."""
        try:
            return self.engine.query(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise QueryError(f"the query is not SPARQL 1.1: {error}") from error
        except (OSError, ValueError, RuntimeError) as error:
            raise StoreError(f"the store could not answer: {error}") from error

    def select(self, query: str) -> Result:
        """See `Store`."""
        return answers.rows(self.results(query))

    def ask(self, query: str) -> bool:
        """See `Store`."""
        return answers.truth(self.results(query))

    def construct(self, query: str) -> Iterator[Quad]:
        """See `Store`."""
        return answers.quads(self.results(query))

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """See `Store`."""
        name = NamedNode(graph) if graph is not None else None
        return iter(self.engine.quads_for_pattern(None, None, None, name))

    def graphs(self) -> tuple[str, ...]:
        """See `Store`."""
        names = self.engine.named_graphs()
        return tuple(sorted(name.value for name in names))

    def close(self) -> None:
        """Nothing to do: the engine lets go of its files with the last reference to it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def open_local(graph: Path) -> LocalStore:
    """The current graph of a graph folder, read-only.

    StoreError where there is none, or where it is broken.
    """
    path = current(graph) / STORE
    try:
        return LocalStore(pyoxigraph.Store.read_only(str(path)))
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(f"{path}: the graph can't be opened ({error}). Build it again.") from error


def in_memory(quads: Iterable[Quad]) -> LocalStore:
    """A store of these quads that lives as long as it is held."""
    engine = pyoxigraph.Store()
    engine.extend(quads)
    return LocalStore(engine)
