"""From an engine's answer to the kind of answer that was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples

from kg.errors import QueryError, StoreError
from kg.store.cells import Result, result

if TYPE_CHECKING:
    from kg.store.protocol import Results


def rows(results: Results) -> Result:
    """The rows of a SELECT."""
    if not isinstance(results, QuerySolutions):
        raise QueryError(f"the query gives {_kind(results)}, not rows. Ask with SELECT.")
    with _telling():
        return result(results)


def truth(results: Results) -> bool:
    """The answer to an ASK."""
    if not isinstance(results, QueryBoolean):
        raise QueryError(f"the query gives {_kind(results)}, not yes or no. Ask with ASK.")
    return bool(results)


def quads(results: Results) -> Iterator[Quad]:
    """The triples of a CONSTRUCT, in the default graph."""
    if not isinstance(results, QueryTriples):
        raise QueryError(f"the query gives {_kind(results)}, not triples. Ask with CONSTRUCT.")
    return _streamed(results)


def _streamed(results: QueryTriples) -> Iterator[Quad]:
    with _telling():
        for triple in results:
            yield Quad(triple.subject, triple.predicate, triple.object)


@contextmanager
def _telling() -> Iterator[None]:
    """An answer is worked out while it is read, so that what goes wrong may show late."""
    try:
        yield
    except (SyntaxError, OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"the answer broke off: {error}. Ask again, or build again.") from error


def _kind(results: Results) -> str:
    if isinstance(results, QuerySolutions):
        return "rows"
    return "yes or no" if isinstance(results, QueryBoolean) else "triples"
