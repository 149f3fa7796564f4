"""From an engine's answer to the kind of answer that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples

from kg.errors import QueryError
from kg.store.cells import Result, result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store.protocol import Results


def rows(results: Results) -> Result:
    """The rows of a SELECT."""
    if not isinstance(results, QuerySolutions):
        raise QueryError(f"the query gives {_kind(results)}, not rows. Ask with SELECT.")
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
    return (Quad(triple.subject, triple.predicate, triple.object) for triple in results)


def _kind(results: Results) -> str:
    if isinstance(results, QuerySolutions):
        return "rows"
    return "yes or no" if isinstance(results, QueryBoolean) else "triples"
